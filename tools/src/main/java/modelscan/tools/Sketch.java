package modelscan.tools;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A descriptor in the making, with what was guessed for it and what is left to its author. */
public final class Sketch {
    private final ObjectNode descriptor = new JsonMapper().createObjectNode();
    private final List<String> guessed = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /** A descriptor with nothing but an id. */
    public Sketch(String id) {
        descriptor.put("id", id);
    }

    /** The descriptor, to be filled. */
    public ObjectNode descriptor() {
        return descriptor;
    }

    /** Something was assumed that the author should look at. */
    public void guess(String what) {
        guessed.add(what);
    }

    /** Something is missing that only the author knows. */
    public void leave(String what) {
        left.add(what);
    }

    /** Whether an address is on this machine. */
    public static boolean here(String url) {
        String host = URI.create(url).getHost();
        return host != null && List.of("localhost", "127.0.0.1", "[::1]").contains(host);
    }

    List<String> guessed() {
        return guessed.stream().distinct().toList();
    }

    List<String> left() {
        return left.stream().distinct().toList();
    }
}
