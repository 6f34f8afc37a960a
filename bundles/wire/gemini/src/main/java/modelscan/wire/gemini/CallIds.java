package modelscan.wire.gemini;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ids of tool calls; where they are left out, a result belongs to the oldest open call of its name. */
final class CallIds {
    private final List<Open> open = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private int made;

    private record Open(String id, String name) {
    }

    /** The id of a call. */
    String called(Optional<String> given, String name) {
        String id = given.filter(known -> !known.isEmpty()).orElseGet(this::make);
        used.add(id);
        open.add(new Open(id, name));
        return id;
    }

    /** The id of the call that a result answers. */
    String answered(Optional<String> given, String name) {
        Optional<String> id = given.filter(known -> !known.isEmpty());
        for (int at = 0; at < open.size(); at++) {
            Open call = open.get(at);
            if (id.isPresent() ? id.get().equals(call.id) : name.equals(call.name)) {
                return open.remove(at).id;
            }
        }
        return id.orElseGet(this::make);
    }

    // The same conversation gets the same ids each time, or no prompt cache would know it again.
    private String make() {
        String id;
        do {
            id = "call_" + ++made;
        } while (!used.add(id));
        return id;
    }
}
