package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.Frame;

/** A content block of a stream that is being written. */
final class Block {
    private final String type;
    private final ObjectNode content;
    private final List<ObjectNode> waiting = new ArrayList<>(2);
    private final Progress arguments = new Progress();
    private boolean argued;
    private boolean over;
    private int index = -1;

    /** A block that begins with this content. */
    Block(ObjectNode content) {
        this.content = content;
        this.type = content.path("type").asText();
    }

    /** A block that is complete with its begin. */
    static Block whole(ObjectNode content) {
        Block block = new Block(content);
        block.over = true;
        return block;
    }

    /** Whether more of this type belongs here. */
    boolean takes(String type) {
        return !over && this.type.equals(type);
    }

    /** Takes up more. */
    void add(ObjectNode delta) {
        waiting.add(delta);
        // Nothing of a thought follows its signature.
        over |= delta.path("type").asText().equals("signature_delta");
    }

    /** Takes up more arguments. */
    void argue(String json) {
        if (!over && !json.isEmpty()) {
            argued = true;
            arguments.feed(json);
            waiting.add(Answer.typed("input_json_delta").put("partial_json", json));
        }
    }

    /** Nothing more will come. */
    void end() {
        if (type.equals("tool_use") && !argued && !over) {
            argue("{}");
        }
        over = true;
    }

    /** Whether it may end now that another block waits. */
    boolean mayEnd(boolean another) {
        return over || another && (!type.equals("tool_use") || arguments.complete());
    }

    /** Whether it was written under this number. */
    boolean is(int index) {
        return this.index == index;
    }

    /** Writes what was not written yet; {@code next} is the number if it is to begin. Whether it began. */
    boolean write(int next, List<Frame> out) {
        boolean begins = index < 0;
        if (begins) {
            index = next;
            out.add(Answer.frame(event("content_block_start", index).set("content_block", content)));
        }
        for (ObjectNode delta : waiting) {
            out.add(delta(index, delta));
        }
        waiting.clear();
        return begins;
    }

    /** Writes its end. */
    void close(List<Frame> out) {
        over = true;
        out.add(Answer.frame(event("content_block_stop", index)));
    }

    /** More of the block of this number. */
    static Frame delta(int index, ObjectNode delta) {
        return Answer.frame(event("content_block_delta", index).set("delta", delta));
    }

    private static ObjectNode event(String type, int index) {
        return Answer.typed(type).put("index", index);
    }
}
