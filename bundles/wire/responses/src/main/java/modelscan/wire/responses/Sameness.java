package modelscan.wire.responses;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.Part;

/** Whether parts say the same; bytes are compared by what they are, signatures of calls not at all. */
final class Sameness {
    private Sameness() {
    }

    /** Whether two lists of parts do. */
    static boolean of(List<Part> some, List<Part> others) {
        boolean same = some.size() == others.size();
        for (int index = 0; same && index < some.size(); index++) {
            same = of(some.get(index), others.get(index));
        }
        return same;
    }

    private static boolean of(Part one, Part other) {
        return switch (one) {
            case Part.Image(Media media, Optional<String> detail) ->
                    other instanceof Part.Image image && of(media, image.media()) && detail.equals(image.detail());
            case Part.Audio(Media media, Optional<String> transcript) -> other instanceof Part.Audio audio
                    && of(media, audio.media()) && transcript.equals(audio.transcript());
            case Part.Document(Media media, Optional<String> name) ->
                    other instanceof Part.Document document && of(media, document.media()) && name.equals(document.name());
            case Part.ToolResult(String id, List<Part> parts, boolean error) -> other instanceof Part.ToolResult result
                    && id.equals(result.id()) && error == result.error() && of(parts, result.parts());
            case Part.ToolCall call -> other instanceof Part.ToolCall also && call.id().equals(also.id())
                    && call.name().equals(also.name()) && call.arguments().equals(also.arguments());
            case Part.Text _, Part.Refusal _, Part.Thinking _, Part.CacheMark _ -> one.equals(other);
        };
    }

    private static boolean of(Media one, Media other) {
        return one instanceof Media.Bytes(String type, byte[] data) && other instanceof Media.Bytes bytes
                ? type.equals(bytes.mediaType()) && Arrays.equals(data, bytes.data()) : one.equals(other);
    }
}
