package modelscan.stage.limit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import modelscan.api.gateway.http.Call;
import modelscan.base.json.Json;

/** Answers in the forms that all of the management API has. */
final class Answers {
    private static final int USUAL = 1_000;
    private static final int MOST = 10_000;

    private Answers() {
    }

    /** A part of a list, as {@code limit} and {@code cursor} of the call say: {@code {"data": […], "next": …}}. */
    static void list(Call call, List<ObjectNode> all) throws IOException {
        int from = Math.min(number(call, "cursor", 0), all.size());
        int to = (int) Math.min(all.size(), (long) from + Math.clamp(number(call, "limit", USUAL), 1, MOST));
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        all.subList(from, to).forEach(data::add);
        one(call, body.put("next", to < all.size() ? String.valueOf(to) : null));
    }

    static void one(Call call, ObjectNode body) throws IOException {
        call.answer(200, "application/json", Json.write(body));
    }

    /** The body as text, if it is CSV. */
    static boolean isCsv(Call call) {
        return call.header("content-type").orElse("").contains("csv");
    }

    private static int number(Call call, String name, int otherwise) {
        try {
            return call.query(name).map(Integer::parseInt).map(found -> Math.max(0, found)).orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            throw TermsForm.wrong("'" + name + "' must be a whole number");
        }
    }
}
