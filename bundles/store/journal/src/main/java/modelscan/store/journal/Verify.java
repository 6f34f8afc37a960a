package modelscan.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import modelscan.api.gateway.store.Journal.Verdict;

/**
 * Verifies a journal without a gateway: exit code 0 if all is as it was written, else 1.
 *
 * <pre>{@code
 * java -cp 'bundles/*' modelscan.store.journal.Verify home/data/journal
 * }</pre>
 */
public final class Verify {
    private Verify() {
    }

    /** Takes the folder of the journal. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("the folder of a journal is wanted, such as home/data/journal");
            System.exit(2);
        }
        Verdict verdict = Survey.offline(Path.of(arguments[0]));
        System.out.println(verdict.entries() + " entries" + verdict.first().map(at -> " from " + at).orElse("")
                + verdict.last().map(at -> " to " + at).orElse("") + ", hash " + verdict.hash());
        verdict.broken().ifPresent(System.out::println);
        System.exit(verdict.broken().isEmpty() ? 0 : 1);
    }
}
