package modelscan.stage.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the rates between currencies, the latest of each pair first, and where they were set. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/rates", Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class RatesList implements Endpoint {
    private static final int USUAL = 1000;
    private static final int MOST = 10_000;

    private final RateBook book;
    private final Settings settings;

    @Activate
    public RatesList(@Reference RateBook book, @Reference Settings settings) {
        this.book = book;
        this.settings = settings;
    }

    @Override
    public void serve(Call call) throws IOException {
        Query query = new Query(call);
        Optional<Rate.Pair> pair = call.query("pair").filter(text -> !text.isBlank()).map(RatesList::pair);
        int from = call.query("cursor").isPresent() ? query.count("cursor", 1, RateBook.MOST * 2) : 0;
        int limit = query.count("limit", USUAL, MOST);
        RateTable kept = book.table();
        List<Rate> page = settings.rates().all().filter(rate -> pair.isEmpty() || pair.get().equals(rate.pair()))
                .sorted(Comparator.comparing(Rate::pair).thenComparing(Comparator.comparing(Rate::day).reversed()))
                .skip(from).limit(limit + 1L).toList();
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        page.stream().limit(limit).forEach(rate -> data.add(RateForm.write(rate)
                .put("set_in", kept.of(rate.pair(), rate.day()).isPresent() ? "store" : "configuration")));
        body.put("next", page.size() > limit ? String.valueOf(from + limit) : null);
        call.answer(200, "application/json", Json.write(body));
    }

    private static Rate.Pair pair(String text) {
        try {
            return Rate.Pair.of(text);
        } catch (IllegalArgumentException wrong) {
            throw Query.wrong("pair", wrong.getMessage());
        }
    }
}
