package modelscan.stage.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import modelscan.api.gateway.Audit.Sought;
import modelscan.api.gateway.Audit.Taken;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists who changed what, newest first; as a table of all that was asked for with {@code format=csv}. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/audit", Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class AuditList implements Endpoint {
    private static final List<String> HEADS = List.of("position", "at", "actor", "action", "subject", "before", "after");

    private final Trail trail;

    /** A new one. */
    @Activate
    public AuditList(@Reference Trail trail) {
        this.trail = trail;
    }

    @Override
    public void serve(Call call) throws IOException {
        Question question = new Question(call);
        if (question.csv()) {
            table(call, question.sought());
        } else {
            list(call, question.sought());
        }
    }

    private void list(Call call, Sought sought) throws IOException {
        List<Taken> page = trail.latest(sought);
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        page.forEach(taken -> data.add(json(taken)));
        if (page.size() == sought.most()) {
            body.put("next", Long.toString(page.getLast().position()));
        } else {
            body.putNull("next");
        }
        call.answer(200, "application/json", Json.write(body));
    }

    private void table(Call call, Sought sought) throws IOException {
        List<Taken> page = trail.latest(sought);
        call.header("content-disposition", "attachment; filename=\"audit.csv\"");
        try (OutputStream out = call.begin(200, Csv.TYPE)) {
            out.write(Csv.line(HEADS));
            while (!page.isEmpty()) {
                for (Taken taken : page) {
                    ObjectNode json = json(taken);
                    out.write(Csv.line(HEADS.stream().map(head -> cell(json, head)).toList()));
                }
                page = page.size() < sought.most() ? List.of() : trail.latest(Question.before(sought, page.getLast().position()));
            }
        }
    }

    private static String cell(ObjectNode json, String head) {
        return json.path(head).isNull() ? "" : json.path(head).isContainerNode() ? json.path(head).toString() : json.path(head).asText();
    }

    private static ObjectNode json(Taken taken) {
        ObjectNode json = Json.object().put("position", taken.position()).put("at", taken.at().toString())
                .put("actor", taken.change().actor()).put("action", taken.change().action()).put("subject", taken.change().subject());
        json.set("before", taken.change().before());
        json.set("after", taken.change().after());
        return json;
    }
}
