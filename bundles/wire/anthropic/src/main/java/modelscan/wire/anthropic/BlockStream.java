package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Frame;
import modelscan.api.model.FailureException;
import modelscan.base.json.Outline;
import modelscan.base.json.Splice;

/**
 * Writes content blocks one after the other, as this protocol wants them.
 *
 * <p>The first block is written as it grows; what comes for a later one waits until the first may end. Blocks of a provider
 * of this protocol go through, under another number where blocks of our own came between.
 */
final class BlockStream {
    private static final String TOOL_USE = "tool_use";

    private final Deque<Block> blocks = new ArrayDeque<>();
    private final Map<Integer, Block> calls = new HashMap<>();
    private int next;
    private int shift;
    private String passing = "";

    /** More of a block of a type; {@code begin} is how one begins. */
    void add(ObjectNode begin, ObjectNode delta, List<Frame> out) {
        String type = begin.path("type").asText();
        if (passing.equals(type)) {
            out.add(Block.delta(next - 1, delta));
            return;
        }
        if (blocks.isEmpty() || !blocks.getLast().takes(type)) {
            blocks.add(new Block(begin));
        }
        blocks.getLast().add(delta);
        advance(out);
    }

    /** A block that is complete. */
    void add(ObjectNode whole, List<Frame> out) {
        blocks.add(Block.whole(whole));
        advance(out);
    }

    /** The begin of a tool call. */
    void call(int position, ObjectNode begin, List<Frame> out) {
        Block block = new Block(begin);
        calls.put(position, block);
        blocks.add(block);
        advance(out);
    }

    /** More arguments of a tool call. */
    void arguments(int position, String json, List<Frame> out) {
        Block call = calls.get(position);
        if (call != null) {
            call.argue(json);
            advance(out);
        } else if (passing.equals(TOOL_USE)) {
            out.add(Block.delta(next - 1, Answer.typed("input_json_delta").put("partial_json", json)));
        }
    }

    /** Nothing more will come. */
    void end(List<Frame> out) {
        passing = "";
        blocks.forEach(Block::end);
        advance(out);
    }

    /** The begin of a provider's own block goes through. */
    Frame passStart(Frame frame, int index, String type, List<Frame> out) {
        end(out);
        shift = next - index;
        next++;
        passing = type;
        return numbered(frame, index);
    }

    /** More of a provider's own block goes through. */
    Frame passDelta(Frame frame, Marks marks) {
        return shift == 0 ? frame : numbered(frame, marks.read(frame.data()).index());
    }

    /** The end of a provider's own block goes through, perhaps as the end of a block that we began in its place. */
    void passStop(Frame frame, int index, List<Frame> out) {
        out.add(numbered(frame, index));
        if (!passing.isEmpty()) {
            passing = "";
        } else if (!blocks.isEmpty() && blocks.getFirst().is(index + shift)) {
            blocks.removeFirst().end();
        }
        advance(out);
    }

    private void advance(List<Frame> out) {
        while (passing.isEmpty() && !blocks.isEmpty()) {
            Block first = blocks.getFirst();
            if (first.write(next, out)) {
                next++;
            }
            if (!first.mayEnd(blocks.size() > 1)) {
                return;
            }
            first.close(out);
            blocks.removeFirst();
        }
    }

    private Frame numbered(Frame frame, int index) {
        if (shift == 0) {
            return frame;
        }
        try {
            byte[] data = new Splice(Outline.of(Anthropic.NAME, frame.data()))
                    .set("index", IntNode.valueOf(index + shift)).bytes();
            return new Frame(frame.event(), data, false);
        } catch (FailureException notJson) {
            return frame;
        }
    }
}
