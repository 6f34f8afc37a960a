package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import modelscan.base.json.Fields;
import modelscan.core.catalog.path.Path;

/** Reads how a job is followed. */
final class JobWording {
    static final Set<String> ALLOWED = Set.of("id", "poll", "state", "states", "status", "percent", "failure", "result",
            "cancel", "every", "patience", "hosts");
    private static final Set<String> SPOT = Set.of("method", "path", "query", "headers", "url");
    private static final Set<String> MARKS = Set.of("queued", "running", "succeeded", "failed", "cancelled", "filtered");
    private static final BigDecimal SHORTEST = new BigDecimal("0.1");
    private static final BigDecimal LONGEST = BigDecimal.valueOf(7 * 86_400L);

    private JobWording() {
    }

    static Job read(Fields job) {
        Job.Spot poll = job.object("poll", SPOT).map(CallWording::spot)
                .orElseThrow(() -> Wording.refuse(job.place(), "'poll' is missing"));
        Job.Spots spots = new Job.Spots(poll, job.object("result", SPOT).map(CallWording::spot),
                job.object("cancel", SPOT).map(CallWording::spot), Set.copyOf(job.texts("hosts")));
        return new Job(Wording.path(job, "id", "id"), spots, states(job),
                new Job.Told(Wording.optionalPath(job, "percent"), Wording.optionalPath(job, "failure")),
                new Job.Rhythm(seconds(job, "every", "2"), seconds(job, "patience", "900")));
    }

    private static Job.States states(Fields job) {
        Map<String, Job.Mark> words = new HashMap<>();
        job.object("states", MARKS).ifPresent(states -> states.keys().forEach(mark -> states.texts(mark)
                .forEach(word -> put(states, words, word.toLowerCase(Locale.ROOT), mark))));
        Map<Integer, Job.Mark> statuses = new HashMap<>();
        job.named("status").ifPresent(status -> Wording.table(status)
                .forEach((code, mark) -> statuses.put(status(status, code), mark(status, code, mark))));
        Optional<Path> state = Wording.optionalPath(job, "state");
        if (state.isPresent() == words.isEmpty()) {
            throw Wording.refuse(job.place(), "'state' and 'states' go together");
        }
        if (!words.containsValue(Job.Mark.SUCCEEDED) && !statuses.containsValue(Job.Mark.SUCCEEDED)) {
            throw Wording.refuse(job.place(), "neither 'states' nor 'status' says what succeeded means");
        }
        return new Job.States(state, words, statuses);
    }

    private static void put(Fields states, Map<String, Job.Mark> words, String word, String mark) {
        if (words.put(word, Job.Mark.valueOf(mark.toUpperCase(Locale.ROOT))) != null) {
            throw Wording.refuse(states.place(), "'" + word + "' is there twice");
        }
    }

    private static int status(Fields fields, String code) {
        if (!code.matches("[1-5]\\d\\d")) {
            throw Wording.refuse(fields.place(), "'" + code + "' is no status such as 202");
        }
        return Integer.parseInt(code);
    }

    private static Job.Mark mark(Fields fields, String code, JsonNode mark) {
        if (!MARKS.contains(mark.asText())) {
            throw Wording.refuse(fields.place(), "'" + code + "' cannot be '" + mark.asText() + "'; allowed are "
                    + String.join(", ", new TreeSet<>(MARKS)));
        }
        return Job.Mark.valueOf(mark.asText().toUpperCase(Locale.ROOT));
    }

    private static Duration seconds(Fields job, String key, String usual) {
        BigDecimal seconds = job.decimal(key).orElse(new BigDecimal(usual));
        if (seconds.compareTo(SHORTEST) < 0 || seconds.compareTo(LONGEST) > 0) {
            throw Wording.refuse(job.place(), "'" + key + "' must be from 0.1 to " + LONGEST + " seconds");
        }
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }
}
