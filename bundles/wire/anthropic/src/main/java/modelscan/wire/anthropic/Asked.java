package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.gateway.Front;
import modelscan.api.model.Original;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;

/**
 * A request as a client wrote it, with the headers that belong to it.
 *
 * @param outline the body
 * @param headers {@code anthropic-version} and {@code anthropic-beta}, as far as they came
 */
record Asked(Outline outline, Map<String, String> headers) implements Original {
    private static final String VERSION = "anthropic-version";
    private static final String BETA = "anthropic-beta";
    private static final int LONGEST_VALUE = 2000;

    /** What came in a letter. */
    static Asked of(Outline outline, Front.Letter letter) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : new String[] {VERSION, BETA}) {
            letter.header(name).filter(Asked::printable).ifPresent(value -> headers.put(name, value));
        }
        return new Asked(outline, headers);
    }

    /** The headers for a provider, where the version must not be missing. */
    static Map<String, String> orDefault(Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putIfAbsent(VERSION, "2023-06-01");
        return all;
    }

    /** The headers as a note, so that they survive a change of the request. */
    ObjectNode note() {
        ObjectNode note = Json.object();
        headers.forEach(note::put);
        return note;
    }

    /** The headers of a request that was changed on its way. */
    static Map<String, String> noted(JsonNode note) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : new String[] {VERSION, BETA}) {
            Optional.of(note.path(name).asText("")).filter(Asked::printable).ifPresent(value -> headers.put(name, value));
        }
        return headers;
    }

    private static boolean printable(String value) {
        return !value.isBlank() && value.length() <= LONGEST_VALUE && value.chars().allMatch(each -> each >= ' ' && each < 127);
    }

    @Override
    public String dialect() {
        return Anthropic.NAME;
    }

    @Override
    public byte[] bytes() {
        return outline.bytes();
    }
}
