package modelscan.stage.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what requests used and cost, newest first; as a table of all that was asked for with {@code format=csv}. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/ledger",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class LedgerList implements Endpoint {
    private static final Map<String, String> COLUMNS = Map.of("key", "key_id", "user", "user_id", "team", "team", "project",
            "project", "tag", "tags", "provider", "provider", "model", "model", "status", "status");
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final Books books;

    /** A new one. */
    @Activate
    public LedgerList(@Reference Books books) {
        this.books = books;
    }

    @Override
    public void serve(Call call) throws IOException {
        Query query = new Query(call);
        Map<String, String> equal = new TreeMap<>();
        COLUMNS.forEach((name, column) -> call.query(name).filter(value -> !value.isEmpty())
                .ifPresent(value -> equal.put(column, value)));
        boolean csv = query.word("format", "json", Set.of("json", "csv")).equals("csv");
        Selection wanted = new Selection(query.time("from", Instant.EPOCH), query.time("to", Instant.parse("9999-01-01T00:00:00Z")),
                equal, call.query("cursor").filter(value -> !value.isEmpty()).map(LedgerList::after),
                csv ? MOST : query.count("limit", USUAL, MOST), true);
        if (csv) {
            table(call, wanted);
        } else {
            list(call, wanted);
        }
    }

    private void list(Call call, Selection wanted) throws IOException {
        List<LedgerTables.Row> rows = books.page(wanted);
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        rows.forEach(row -> row.booked().ifPresent(booked -> data.add(EntryForm.json(booked))));
        if (rows.size() == wanted.limit()) {
            body.put("next", rows.getLast().ended() + "-" + rows.getLast().place());
        } else {
            body.putNull("next");
        }
        call.answer(200, "application/json", Json.write(body));
    }

    private void table(Call call, Selection wanted) throws IOException {
        List<LedgerTables.Row> first = books.page(wanted);
        call.header("content-disposition", "attachment; filename=\"ledger.csv\"");
        OutputStream out = call.begin(200, Csv.TYPE);
        out.write(Csv.line(EntryForm.heads()));
        for (LedgerTables.Row row : first) {
            row.booked().ifPresent(booked -> write(out, booked));
        }
        if (first.size() == wanted.limit()) {
            books.each(wanted.behind(first.getLast()), booked -> write(out, booked));
        }
        out.close();
    }

    private static void write(OutputStream out, Booked booked) {
        try {
            out.write(Csv.line(EntryForm.cells(booked)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Selection.After after(String cursor) {
        try {
            String[] parts = cursor.split("-", 2);
            return new Selection.After(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException unknown) {
            throw Query.wrong("cursor", "it is not one that was given with a list before");
        }
    }
}
