package modelscan.wire.responses;

import java.util.List;
import modelscan.api.model.StreamEvent;

/** What events say, put together. */
final class Told {
    private Told() {
    }

    static String text(List<StreamEvent> events) {
        StringBuilder text = new StringBuilder();
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.TextDelta(int _, String words)) {
                text.append(words);
            }
        }
        return text.toString();
    }

    static String thoughts(List<StreamEvent> events) {
        StringBuilder text = new StringBuilder();
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.ThinkingDelta thought) {
                text.append(thought.text());
            }
        }
        return text.toString();
    }
}
