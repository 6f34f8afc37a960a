package modelscan.wire.bedrock;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of documents as Bedrock takes them: few signs, and none twice in a request. */
final class DocumentNames {
    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");
    private static final Pattern REFUSED = Pattern.compile("[^A-Za-z0-9\\s()\\[\\]-]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST = 180;

    private final Set<String> taken = new HashSet<>();

    /** A name like this one; its ending is told by the format. */
    String of(Optional<String> wanted) {
        String plain = ENDING.matcher(wanted.orElse("")).replaceFirst("");
        String name = SPACE.matcher(REFUSED.matcher(plain).replaceAll("-")).replaceAll(" ").strip();
        String shortened = name.isEmpty() ? "document" : name.substring(0, Math.min(name.length(), LONGEST));
        String free = shortened;
        for (int count = 2; !taken.add(free); count++) {
            free = shortened + " (" + count + ")";
        }
        return free;
    }
}
