package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size such as {@code 1280x720}, or a ratio such as {@code 16:9}, and what follows from it. */
record PictureSize(String text) {
    private static final Pattern TWO = Pattern.compile("(\\d{1,6})([xX*:])(\\d{1,6})");

    /** The value of {@code size}, {@code width}, {@code height} or {@code ratio}. */
    Optional<JsonNode> value(String name) {
        Matcher two = TWO.matcher(text.strip());
        boolean known = two.matches();
        boolean measured = known && !two.group(2).equals(":");
        return switch (name) {
            case "width" -> measured ? Optional.of(IntNode.valueOf(Integer.parseInt(two.group(1)))) : Optional.empty();
            case "height" -> measured ? Optional.of(IntNode.valueOf(Integer.parseInt(two.group(3)))) : Optional.empty();
            case "ratio" -> known ? Optional.of(TextNode.valueOf(ratio(two.group(1), two.group(3)))) : Optional.empty();
            default -> known && !measured ? Optional.empty() : Optional.of(TextNode.valueOf(text));
        };
    }

    private static String ratio(String width, String height) {
        int greatest = new BigInteger(width).gcd(new BigInteger(height)).max(BigInteger.ONE).intValue();
        return Integer.parseInt(width) / greatest + ":" + Integer.parseInt(height) / greatest;
    }
}
