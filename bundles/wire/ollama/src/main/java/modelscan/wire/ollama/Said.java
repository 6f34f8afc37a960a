package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** Everything an answer said, collected from its events. */
final class Said {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final ObjectNode media = Json.object();
    private final CalledTools calls = new CalledTools();

    /** Adds what an event says of the first choice. */
    void add(StreamEvent event) {
        switch (event) {
            case StreamEvent.TextDelta(int choice, String words) when choice == 0 -> text.append(words);
            case StreamEvent.RefusalDelta(int choice, String words) when choice == 0 -> text.append(words);
            case StreamEvent.ThinkingDelta thought when thought.choice() == 0 -> thinking.append(thought.text());
            case StreamEvent.ToolCallStarted call when call.choice() == 0 -> calls.start(call);
            case StreamEvent.ToolCallDelta more when more.choice() == 0 -> calls.more(more);
            case StreamEvent.MediaProduced made -> text.append(shown(made.media(), media));
            case StreamEvent.TextDelta _, StreamEvent.RefusalDelta _, StreamEvent.ThinkingDelta _,
                    StreamEvent.ToolCallStarted _, StreamEvent.ToolCallDelta _, StreamEvent.Finished _,
                    StreamEvent.Started _, StreamEvent.UsageReported _, StreamEvent.Failed _, StreamEvent.Cited _,
                    StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _, StreamEvent.Moderated _,
                    StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }

    /** The text. */
    String text() {
        return text.toString();
    }

    /** Thoughts, pictures and tool calls. */
    ObjectNode more() {
        ObjectNode more = Json.object();
        if (!thinking.isEmpty()) {
            more.put("thinking", thinking.toString());
        }
        more.setAll(media);
        calls.into(more);
        return more;
    }

    /** Adds the bytes of a medium to {@code images}; of one that is elsewhere, gives the address as text. */
    static String shown(Media media, ObjectNode more) {
        return switch (media) {
            case Media.Bytes(String _, byte[] data) -> {
                more.withArray("/images").add(Pictures.write(data));
                yield "";
            }
            case Media.Link(URI uri, Optional<String> _) -> uri.toString();
            case Media.Upload(String id) -> id;
        };
    }
}
