package modelscan.core.catalog.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;

/** A short name of a conversation, the same for the same words, however they are spaced. */
final class Fingerprint {
    private final MessageDigest digest;
    private Role speaker;

    /** Of conversations of one caller; those of others have other fingerprints. */
    Fingerprint(String caller) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        add(caller);
    }

    /** All messages of a conversation so far. */
    Fingerprint with(List<Message> messages) {
        for (Message message : messages) {
            message.parts().forEach(part -> add(message.role(), part));
        }
        return this;
    }

    /** More text of a speaker. */
    void add(Role role, String text) {
        // Clients put the pieces of an answer together in their own way, and trim them.
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || Character.isWhitespace(text.charAt(at))) {
                if (at > from) {
                    begin(role);
                    digest.update(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
                }
                from = at + 1;
            }
        }
    }

    /** The name of what was added by now; it is not changed by it. */
    String text() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void begin(Role role) {
        if (role != speaker) {
            speaker = role;
            add("\n" + role.name().toLowerCase(Locale.ROOT) + "\n");
        }
    }

    private void add(Role role, Part part) {
        switch (part) {
            case Part.Text(String text) -> add(role, text);
            case Part.Refusal(String text) -> add(role, text);
            case Part.ToolCall call -> add(role, "call " + call.name() + call.arguments());
            case Part.ToolResult result -> result.parts().forEach(inner -> add(Role.TOOL, inner));
            case Part.Image image -> add(image.media());
            case Part.Audio audio -> add(audio.media());
            case Part.Document document -> add(document.media());
            case Part.Thinking _, Part.CacheMark _ -> { }
        }
    }

    private void add(Media media) {
        switch (media) {
            case Media.Bytes bytes -> {
                digest.update(ByteBuffer.allocate(4).putInt(0, bytes.data().length));
                digest.update(bytes.data());
            }
            case Media.Link link -> add(link.uri().toString());
            case Media.Upload upload -> add(upload.id());
        }
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
