package modelscan.http.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Function;
import modelscan.api.gateway.http.Call;
import modelscan.base.json.Json;

/** Answers in the forms that all of the management API has. */
final class Listing {
    private static final String JSON = "application/json";

    private Listing() {
    }

    /** A list: {@code {"data": […], "next": null}}. */
    static <T> void answer(Call call, Collection<T> all, Function<T, ObjectNode> form) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        all.forEach(one -> data.add(form.apply(one)));
        answer(call, body.putNull("next"));
    }

    /** One thing. */
    static void answer(Call call, ObjectNode body) throws IOException {
        call.answer(200, JSON, Json.write(body));
    }
}
