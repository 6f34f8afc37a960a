package modelscan.core.catalog.form;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import modelscan.base.json.Fields;
import modelscan.core.catalog.path.Path;

/** Reads where an answer has what. */
final class AnswerWording {
    static final Set<String> ALL = Set.of("media", "text", "words", "vectors", "ranks", "hits", "verdicts");
    private static final Set<String> KINDS = Set.of("media", "vectors", "ranks", "hits", "verdicts");
    private static final Set<String> MEDIA = Set.of("url", "base64", "hex", "body", "type", "note", "fetch", "hosts");
    private static final Set<String> WORDS = Set.of("items", "text", "begin", "end", "speaker", "in");
    private static final Set<String> HITS = Set.of("items", "title", "url", "snippet", "score");

    private AnswerWording() {
    }

    static Answer read(Fields answer) {
        Set<String> kinds = new HashSet<>(answer.keys());
        kinds.retainAll(KINDS);
        boolean text = answer.value("text").isPresent();
        if (kinds.size() + (text && !kinds.contains("hits") ? 1 : 0) != 1) {
            throw Wording.refuse(answer.place(), "one of " + String.join(", ", new TreeSet<>(ALL)) + " is wanted");
        }
        if (answer.value("words").isPresent() && !(text && kinds.isEmpty())) {
            throw Wording.refuse(answer.place(), "'words' go with 'text' alone");
        }
        return switch (kinds.isEmpty() ? "text" : kinds.iterator().next()) {
            case "media" -> media(answer.object("media", MEDIA).orElseThrow());
            case "vectors" -> vectors(answer.object("vectors", Set.of("items", "at", "index")).orElseThrow());
            case "ranks" -> ranks(answer.object("ranks", Set.of("items", "index", "score")).orElseThrow());
            case "hits" -> hits(answer.object("hits", HITS).orElseThrow(), Wording.optionalPath(answer, "text"));
            case "verdicts" -> verdicts(answer.object("verdicts", Set.of("items", "flagged", "categories")).orElseThrow());
            default -> new Answer.Words(Wording.path(answer, "text"),
                    answer.object("words", WORDS).map(AnswerWording::timed));
        };
    }

    private static Answer media(Fields media) {
        boolean body = media.flag("body").orElse(false);
        Optional<Path> url = Wording.optionalPath(media, "url");
        Optional<Answer.Inside> inside = inside(media);
        if (!body && url.isEmpty() && inside.isEmpty()) {
            throw Wording.refuse(media.place(), "one of url, base64, hex and body is wanted");
        }
        Set<String> hosts = Set.copyOf(media.texts("hosts"));
        boolean fetch = media.flag("fetch").orElse(false);
        if (fetch == hosts.isEmpty()) {
            throw Wording.refuse(media.place(),
                    "'fetch' and 'hosts' go together: the hosts from which media may be fetched");
        }
        return new Answer.Media(url, inside, body, Wording.phrase(media, "type"),
                Wording.optionalPath(media, "note"), hosts);
    }

    private static Optional<Answer.Inside> inside(Fields media) {
        Optional<Answer.Inside> hex = Wording.optionalPath(media, "hex").map(path -> new Answer.Inside(path, true));
        Optional<Path> base64 = Wording.optionalPath(media, "base64");
        if (hex.isPresent() && base64.isPresent()) {
            throw Wording.refuse(media.place(), "only one of 'base64' and 'hex' can be there");
        }
        return hex.or(() -> base64.map(path -> new Answer.Inside(path, false)));
    }

    private static Answer.Words.Timed timed(Fields words) {
        String unit = Wording.word(words, "in", "seconds", Set.of("seconds", "milliseconds"));
        return new Answer.Words.Timed(Wording.path(words, "items"), Wording.path(words, "text"),
                Wording.path(words, "begin"), Wording.path(words, "end"),
                Wording.optionalPath(words, "speaker"), unit.equals("milliseconds"));
    }

    private static Answer vectors(Fields vectors) {
        return new Answer.Vectors(Wording.path(vectors, "items"), Wording.path(vectors, "at", ""),
                Wording.optionalPath(vectors, "index"));
    }

    private static Answer ranks(Fields ranks) {
        return new Answer.Ranks(Wording.path(ranks, "items"), Wording.optionalPath(ranks, "index"),
                Wording.path(ranks, "score"));
    }

    private static Answer hits(Fields hits, Optional<Path> text) {
        Answer.Hits.Shown shown = new Answer.Hits.Shown(
                Wording.path(hits, "title", "title"), Wording.path(hits, "url", "url"),
                Wording.path(hits, "snippet", "snippet"));
        return new Answer.Hits(Wording.path(hits, "items"), shown, Wording.optionalPath(hits, "score"), text);
    }

    private static Answer verdicts(Fields verdicts) {
        Optional<Path> flagged = Wording.optionalPath(verdicts, "flagged");
        Optional<Path> categories = Wording.optionalPath(verdicts, "categories");
        if (flagged.isEmpty() && categories.isEmpty()) {
            throw Wording.refuse(verdicts.place(), "one of flagged and categories is wanted");
        }
        return new Answer.Verdicts(Wording.path(verdicts, "items"), flagged, categories);
    }
}
