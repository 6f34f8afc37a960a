package modelscan.stage.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;
import modelscan.base.json.Json;

/**
 * Whose sums of a day in UTC these are.
 *
 * @param day the day
 * @param words what the sums can be grouped by, in the order of {@link #NAMES}
 * @param tags the tags
 */
record DayKey(LocalDate day, List<String> words, Set<String> tags) {
    /** What sums can be grouped by beside day and tag. */
    static final List<String> NAMES = List.of("provider", "model", "operation", "key", "user", "team", "project");

    private static final String OTHERS = "~others";

    DayKey {
        words = List.copyOf(words);
    }

    /** Adds an entry to the sums it belongs to: the request where it was answered, each call where it was made. */
    static void spread(Booked booked, BiConsumer<DayKey, Tally> sums) {
        sums.accept(of(booked, booked.provider(), booked.model()), new Tally().request(booked));
        for (Ledger.Try one : booked.entry().tries()) {
            sums.accept(of(booked, one.provider(), one.model()), new Tally().call(one));
        }
    }

    private static DayKey of(Booked booked, String provider, String model) {
        Principal principal = booked.entry().principal();
        return new DayKey(LocalDate.ofInstant(booked.entry().at(), ZoneOffset.UTC), List.of(provider, model,
                booked.entry().operation().word(), principal.id(), principal.user().orElse(""), principal.team().orElse(""),
                principal.project().orElse("")), new TreeSet<>(principal.tags()));
    }

    /** The word of a group, such as the name of the model. */
    String word(String name) {
        return words.get(NAMES.indexOf(name));
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("day", day.toString());
        NAMES.forEach(name -> json.put(name, word(name)));
        tags.forEach(json.putArray("tags")::add);
        return json;
    }

    static DayKey of(JsonNode json) {
        Set<String> tags = new TreeSet<>();
        json.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new DayKey(LocalDate.parse(json.path("day").asText()), NAMES.stream().map(name -> json.path(name).asText()).toList(),
                tags);
    }

    /** The sums in which those are added up for which there is no room: by provider, model and kind of work alone. */
    DayKey folded() {
        return new DayKey(day, List.of(words.get(0), words.get(1), words.get(2), OTHERS, "", "", ""), Set.of(OTHERS));
    }

    /** A name of fixed length. */
    String id() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(json().toString().getBytes(StandardCharsets.UTF_8)), 0, 20);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
