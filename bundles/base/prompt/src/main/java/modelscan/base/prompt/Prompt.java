package modelscan.base.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;

/**
 * A conversation as one instruction and one question.
 *
 * <pre>{@code
 * Prompt prompt = Prompt.of(ChatRequest.of("m", Message.system("Be brief."), Message.user("Hello")));
 * prompt.system(); // Be brief.
 * prompt.text();   // Hello
 * prompt.whole();  // Be brief.\n\nHello
 * }</pre>
 *
 * @param system all instructions, also how the answer is to be formed; empty if there are none
 * @param text what is to be answered, with what was said before
 * @param media the pictures, sounds and files of the question and before, in order
 */
public record Prompt(String system, String text, List<Part> media) {
    private static final String GAP = "\n\n";

    public Prompt {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(text, "text");
        media = List.copyOf(media);
    }

    /** The conversation of a request; a form that its answer must have is asked for in words. */
    public static Prompt of(ChatRequest chat) {
        return of(chat.messages()).instructed(wanted(chat.format()));
    }

    /** A conversation alone. */
    public static Prompt of(List<Message> messages) {
        StringJoiner system = new StringJoiner(GAP);
        List<Message> turns = new ArrayList<>();
        List<Part> media = new ArrayList<>();
        for (Message message : messages) {
            if (message.role() != Role.SYSTEM) {
                turns.add(message);
            } else if (!message.text().isBlank()) {
                system.add(message.text());
            }
            message.parts().forEach(part -> gather(part, media));
        }
        return new Prompt(system.toString(), said(turns), media);
    }

    /** Instruction and question together. */
    public String whole() {
        return system.isEmpty() ? text : text.isEmpty() ? system : system + GAP + text;
    }

    /** The same with one more instruction; an empty one changes nothing. */
    public Prompt instructed(String instruction) {
        return instruction.isEmpty() ? this
                : new Prompt(system.isEmpty() ? instruction : system + GAP + instruction, text, media);
    }

    private static String wanted(ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.Text _ -> "";
            case ResponseFormat.Json _ -> "Answer with one JSON object and nothing else: no words around it, no code fence.";
            case ResponseFormat.Schema schema -> "Answer with one JSON value and nothing else: no words around it, no code "
                    + "fence. It must be valid under this JSON schema: " + schema.schema();
        };
    }

    private static void gather(Part part, List<Part> media) {
        switch (part) {
            case Part.Image _, Part.Audio _, Part.Document _ -> media.add(part);
            case Part.ToolResult result -> result.parts().forEach(inner -> gather(inner, media));
            case Part.Text _, Part.ToolCall _, Part.Thinking _, Part.Refusal _, Part.CacheMark _ -> { }
        }
    }

    // What follows the last answer is the question; everything before is told as a story.
    private static String said(List<Message> turns) {
        int question = turns.size();
        while (question > 0 && turns.get(question - 1).role() == Role.USER) {
            question--;
        }
        StringJoiner asked = new StringJoiner(GAP);
        turns.subList(question, turns.size()).forEach(turn -> add(asked, "", words(turn)));
        if (question == 0) {
            return asked.toString();
        }
        StringJoiner story = new StringJoiner(GAP, "<conversation_so_far>\n", "\n</conversation_so_far>");
        turns.subList(0, question).forEach(turn -> add(story, speaker(turn.role()) + ": ", words(turn)));
        return story + GAP + (asked.length() == 0 ? "Continue the conversation." : asked.toString());
    }

    private static void add(StringJoiner all, String before, String words) {
        if (!words.isBlank()) {
            all.add(before + words);
        }
    }

    private static String speaker(Role role) {
        return switch (role) {
            case USER, SYSTEM -> "User";
            case ASSISTANT -> "Assistant";
            case TOOL -> "Tool";
        };
    }

    private static String words(Message turn) {
        StringJoiner words = new StringJoiner("\n");
        for (Part part : turn.parts()) {
            switch (part) {
                case Part.Text(String text) -> words.add(text);
                case Part.Refusal(String text) -> words.add(text);
                case Part.ToolCall call -> words.add("[calls " + call.name() + " " + call.arguments() + "]");
                case Part.ToolResult result -> words.add((result.error() ? "[failed] " : "[result] ")
                        + words(Message.of(Role.TOOL, result.parts())));
                case Part.Image _, Part.Audio _, Part.Document _, Part.Thinking _, Part.CacheMark _ -> { }
            }
        }
        return words.toString();
    }
}
