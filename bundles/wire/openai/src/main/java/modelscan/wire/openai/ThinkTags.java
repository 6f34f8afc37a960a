package modelscan.wire.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.StreamEvent;

/**
 * Takes the thoughts out of a text that begins with {@code <think>}, as some servers write them, however it is cut.
 *
 * <p>Only the beginning of a choice decides; a tag later in a text is text.
 */
final class ThinkTags {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final int choice;
    private final StringBuilder held = new StringBuilder();
    private State state = State.BEGINNING;

    private enum State {
        BEGINNING, INSIDE, BEHIND, PLAIN
    }

    ThinkTags(int choice) {
        this.choice = choice;
    }

    /** Whether nothing is looked for any more. */
    boolean settled() {
        return state == State.PLAIN;
    }

    /** The same events with the thoughts in this text told apart; a thought told elsewhere settles it. */
    List<StreamEvent> read(List<StreamEvent> events) {
        List<StreamEvent> told = new ArrayList<>(events.size());
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.TextDelta(int index, String text) && index == choice && !settled()) {
                text(text, told);
                continue;
            }
            if (event instanceof StreamEvent.ThinkingDelta thought && thought.choice() == choice) {
                end(told);
            }
            told.add(event);
        }
        return told;
    }

    /** No more text comes: what was held back for a tag that never came is told. */
    void end(List<StreamEvent> told) {
        if (!held.isEmpty()) {
            told.add(state == State.INSIDE ? thought(held.toString()) : text(held.toString()));
            held.setLength(0);
        }
        state = State.PLAIN;
    }

    private void text(String text, List<StreamEvent> told) {
        held.append(text);
        if (state == State.BEGINNING) {
            begin(told);
        }
        if (state == State.INSIDE) {
            inside(told);
        }
        if (state == State.BEHIND) {
            behind(told);
        }
    }

    private void begin(List<StreamEvent> told) {
        String seen = held.toString().stripLeading();
        if (seen.startsWith(OPEN)) {
            held.setLength(0);
            held.append(seen, OPEN.length(), seen.length());
            state = State.INSIDE;
        } else if (!OPEN.startsWith(seen)) {
            end(told);
        }
    }

    private void inside(List<StreamEvent> told) {
        int close = held.indexOf(CLOSE);
        int until = close >= 0 ? close : held.length() - partOfClose();
        if (until > 0) {
            told.add(thought(held.substring(0, until)));
        }
        held.delete(0, close >= 0 ? close + CLOSE.length() : until);
        state = close >= 0 ? State.BEHIND : state;
    }

    // The blank lines between a thought and the answer belong to neither.
    private void behind(List<StreamEvent> told) {
        String rest = held.toString().stripLeading();
        held.setLength(0);
        if (!rest.isEmpty()) {
            held.append(rest);
            end(told);
        }
    }

    private int partOfClose() {
        for (int length = Math.min(CLOSE.length() - 1, held.length()); length > 0; length--) {
            if (CLOSE.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    private StreamEvent text(String text) {
        return new StreamEvent.TextDelta(choice, text);
    }

    private StreamEvent thought(String text) {
        return new StreamEvent.ThinkingDelta(choice, text, Optional.empty(), Optional.empty());
    }
}
