package modelscan.core.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is looked for in answers; those without it are passed on unread. */
public final class Look {
    private final Quirks quirks;
    private final List<Mark> marks;

    /** Looks for what these quirks are about. */
    public Look(Quirks quirks) {
        this.quirks = quirks;
        this.marks = Stream.concat(quirks.usage().stream(), quirks.error().map(ErrorPlace::at).stream()).map(Mark::of)
                .toList();
    }

    /** Whether nothing is looked for. */
    public boolean idle() {
        return marks.isEmpty();
    }

    /** Whether these bytes may hold something that is looked for. */
    public boolean concerns(byte[] data) {
        for (Mark mark : marks) {
            if (mark.in(data)) {
                return true;
            }
        }
        return false;
    }

    /** The error that this answer is, as a body that every dialect can read. */
    public Optional<ObjectNode> error(JsonNode answer) {
        return quirks.error().flatMap(place -> place.error(answer));
    }

    /** Puts the usage where dialects look for it. */
    public void moveUsage(ObjectNode answer) {
        quirks.usage().flatMap(path -> path.one(answer)).filter(JsonNode::isObject)
                .filter(_ -> !answer.path("usage").isObject()).ifPresent(found -> answer.set("usage", found));
    }
}
