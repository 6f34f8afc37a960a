package modelscan.test.kit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.SeenRequest;

/** Amazon's converse, whose streams are binary frames. */
final class BedrockSpeech implements Speech {
    @Override
    public boolean streams(SeenRequest request) {
        return request.bare().endsWith("/converse-stream");
    }

    @Override
    public ScriptedAnswer whole(Said said) {
        ObjectNode block = said.call().map(call -> Speech.json("{'toolUse':{'toolUseId':'$id','name':'$name','input':'$input'}}",
                        Map.of("id", call.id(), "name", call.name(), "input", Speech.tree(call.arguments()))))
                .orElseGet(() -> Speech.json("{'text':'$text'}", Map.of("text", said.text())));
        return ScriptedAnswer.json(200, Speech.json("{'output':{'message':{'role':'assistant','content':['$block']}},"
                + "'stopReason':'$stop','usage':'$usage','metrics':{'latencyMs':1}}",
                Map.of("block", block, "stop", stop(said), "usage", usage(said))).toString());
    }

    @Override
    public ScriptedAnswer streamed(Said said) {
        List<byte[]> frames = new ArrayList<>();
        frames.add(frame("messageStart", Speech.json("{'role':'assistant'}")));
        if (said.call().isPresent()) {
            Said.Call call = said.call().get();
            frames.add(frame("contentBlockStart", Speech.json("{'contentBlockIndex':0,'start':{'toolUse':{'toolUseId':'$id',"
                    + "'name':'$name'}}}", Map.of("id", call.id(), "name", call.name()))));
            frames.add(frame("contentBlockDelta", Speech.json("{'contentBlockIndex':0,'delta':{'toolUse':{'input':'$input'}}}",
                    Map.of("input", call.arguments()))));
        } else {
            frames.add(delta(said.head()));
            frames.add(delta(said.tail()));
        }
        frames.add(frame("contentBlockStop", Speech.json("{'contentBlockIndex':0}")));
        frames.add(frame("messageStop", Speech.json("{'stopReason':'$stop'}", Map.of("stop", stop(said)))));
        frames.add(frame("metadata", Speech.json("{'usage':'$usage','metrics':{'latencyMs':1}}", Map.of("usage", usage(said)))));
        return ScriptedAnswer.streamed("application/vnd.amazon.eventstream", frames.toArray(byte[][]::new));
    }

    @Override
    public String error(int status, String message) {
        return Speech.json("{'message':'$message'}", Map.of("message", message)).toString();
    }

    private static byte[] delta(String text) {
        return frame("contentBlockDelta", Speech.json("{'contentBlockIndex':0,'delta':{'text':'$text'}}", Map.of("text", text)));
    }

    private static String stop(Said said) {
        return said.call().isPresent() ? "tool_use" : "end_turn";
    }

    private static ObjectNode usage(Said said) {
        return Speech.json("{'inputTokens':'$in','outputTokens':'$out','totalTokens':'$all'}",
                Map.of("in", said.input(), "out", said.output(), "all", said.input() + said.output()));
    }

    private static byte[] frame(String event, ObjectNode message) {
        byte[] headers = headers(Map.of(":event-type", event, ":content-type", "application/json", ":message-type", "event"));
        byte[] payload = message.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(16 + headers.length + payload.length);
        frame.putInt(frame.capacity()).putInt(headers.length).putInt(sum(frame.array(), 8)).put(headers).put(payload);
        return frame.putInt(sum(frame.array(), frame.capacity() - 4)).array();
    }

    private static byte[] headers(Map<String, String> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            bytes.write(name.length());
            bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            // 7 is the type of a text.
            bytes.write(7);
            bytes.write(value.length() >> 8);
            bytes.write(value.length());
            bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        });
        return bytes.toByteArray();
    }

    private static int sum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}
