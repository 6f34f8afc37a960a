package modelscan.stage.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sums by day, model, provider, key and so on; in one currency where that is asked for and rates are known. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/usage",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class UsageReport implements Endpoint {
    private static final List<String> SUMS = List.of("requests", "calls", "failed", "unpriced", "estimated", "cached");

    private final Books books;

    /** A new one. */
    @Activate
    public UsageReport(@Reference Books books) {
        this.books = books;
    }

    @Override
    public void serve(Call call) throws IOException {
        Query query = new Query(call);
        Groups groups = Groups.of(call.query("group").orElse("day"), currency(call));
        Instant now = books.now();
        new Span(query.time("from", Span.month(now)), query.time("to", now)).sum(books, now,
                (key, tally) -> groups.add(key, tally, books));
        if (query.word("format", "json", Set.of("json", "csv")).equals("csv")) {
            call.answer(200, Csv.TYPE, table(groups));
            return;
        }
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        groups.sums().forEach((words, sum) -> data.add(groups.json(words, sum)));
        call.answer(200, "application/json", Json.write(body.putNull("next")));
    }

    private static Optional<Currency> currency(Call call) {
        try {
            return call.query("currency").filter(text -> !text.isBlank()).map(Currency::getInstance);
        } catch (IllegalArgumentException unknown) {
            throw Query.wrong("currency", "a code of ISO 4217 such as USD is wanted");
        }
    }

    private static byte[] table(Groups groups) {
        List<String> currencies = groups.currencies();
        List<String> units = groups.units();
        List<String> heads = new ArrayList<>(groups.names());
        heads.addAll(SUMS);
        currencies.forEach(currency -> heads.add("cost_" + currency));
        currencies.forEach(currency -> heads.add("saved_" + currency));
        currencies.forEach(currency -> heads.add("saved_by_routing_" + currency));
        units.forEach(unit -> heads.add("usage_" + unit));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Csv.line(heads));
        groups.sums().forEach((words, sum) -> {
            ObjectNode json = groups.json(words, sum);
            List<String> cells = new ArrayList<>(words);
            SUMS.forEach(name -> cells.add(json.path(name).asText()));
            currencies.forEach(currency -> cells.add(json.path("costs").path(currency).asText()));
            currencies.forEach(currency -> cells.add(json.path("saved").path(currency).asText()));
            currencies.forEach(currency -> cells.add(json.path("saved_by_routing").path(currency).asText()));
            units.forEach(unit -> cells.add(json.path("usage").path(unit).asText()));
            out.writeBytes(Csv.line(cells));
        });
        return out.toByteArray();
    }
}
