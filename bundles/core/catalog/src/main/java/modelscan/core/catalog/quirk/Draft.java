package modelscan.core.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import modelscan.base.json.Outline;
import modelscan.base.json.Splice;
import modelscan.core.catalog.path.Path;

/** A message being corrected; only members that a correction is about are read, the others stay bytes. */
public final class Draft {
    private final Outline outline;
    // What is not there any more is empty.
    private final Map<String, Optional<JsonNode>> changes = new LinkedHashMap<>(4);
    private final List<String> dropped = new ArrayList<>(2);
    // By the new name, the one of before: members that only got another name, and stay bytes.
    private final Map<String, String> renamed = new HashMap<>(4);

    /** Begins with the message as it is. */
    public Draft(Outline outline) {
        this.outline = outline;
    }

    /** The message with all corrections. */
    public byte[] bytes() {
        if (changes.isEmpty() && renamed.isEmpty()) {
            return outline.bytes();
        }
        Splice splice = new Splice(outline);
        renamed.forEach((name, before) -> splice.rename(before, name));
        changes.forEach((member, value) -> value.ifPresentOrElse(node -> splice.set(member, node),
                () -> splice.drop(member)));
        return splice.bytes();
    }

    /** The paths of what was there and was taken out. */
    public List<String> dropped() {
        return List.copyOf(dropped);
    }

    boolean has(Path path) {
        return path.flat() ? changes.containsKey(path.member()) ? changes.get(path.member()).isPresent()
                : outlined(path.member()) : !found(path).isEmpty();
    }

    /** Gives a member of the top another name; false if this is about something that has to be read. */
    boolean rename(Path from, Path to) {
        String name = from.member();
        boolean untouched = from.flat() && to.flat() && !changes.containsKey(name) && !changes.containsKey(to.member())
                && !renamed.containsKey(name);
        if (untouched && outlined(name) && !outlined(to.member())) {
            renamed.put(to.member(), name);
            return true;
        }
        return untouched && !outlined(name);
    }

    Optional<JsonNode> value(Path path) {
        return found(path).stream().findFirst();
    }

    private List<JsonNode> found(Path path) {
        return member(path.member()).map(path::allBelow).orElse(List.of());
    }

    void drop(Path path) {
        if (has(path) && remove(path)) {
            dropped.add(path.toString());
        }
    }

    boolean remove(Path path) {
        if (path.flat()) {
            changes.put(path.member(), Optional.empty());
            return true;
        }
        return edit(path, _ -> Optional.empty());
    }

    void put(Path path, JsonNode value) {
        changes.put(path.member(), Optional.of(path.flat() ? value : new Edit(path.below()).put(member(path.member()), value)));
    }

    /** Replaces every value at the path. */
    void change(Path path, Function<JsonNode, JsonNode> change) {
        edit(path, node -> Optional.of(change.apply(node)));
    }

    private boolean edit(Path path, Function<JsonNode, Optional<JsonNode>> change) {
        Optional<JsonNode> member = member(path.member());
        Optional<JsonNode> next = path.flat() ? member.flatMap(change) : member;
        boolean changed = path.flat() ? !next.equals(member)
                : member.isPresent() && new Edit(path.below()).change(member.get(), change);
        if (changed) {
            changes.put(path.member(), next);
        }
        return changed;
    }

    private Optional<JsonNode> member(String name) {
        Optional<JsonNode> changed = changes.get(name);
        if (changed != null) {
            return changed;
        }
        return outlined(name) ? outline.node(renamed.getOrDefault(name, name)).or(() -> Optional.of(NullNode.instance))
                : Optional.empty();
    }

    private boolean outlined(String name) {
        return renamed.containsKey(name) || outline.has(name) && !renamed.containsValue(name);
    }
}
