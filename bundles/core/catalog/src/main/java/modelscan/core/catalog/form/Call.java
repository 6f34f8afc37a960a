package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.base.json.Json;

/**
 * What is sent.
 *
 * @param target where to
 * @param shape how the body is written
 * @param body what it says
 * @param words the provider's words for ours
 * @param extra whether fields of the caller's own are added
 */
record Call(Target target, Shape shape, Optional<Template> body, WordBook words, boolean extra) {

    /** How a body is written. */
    enum Shape { JSON, MULTIPART, FORM, BYTES, NONE }

    /** A call as it is sent. */
    record Letter(String method, String address, Map<String, String> headers, byte[] body) {
    }

    /** The call for a request; {@code lookup} is its values, perhaps with the result of an upload. */
    Letter write(Values values, Lookup lookup) {
        Lookup translated = words.over(lookup);
        Map<String, String> headers = target.headers(translated);
        Optional<JsonNode> said = body.flatMap(template -> template.write(translated));
        BodyWriting.Body written = BodyWriting.write(shape, extra ? extended(said, values) : said, values.mediaType());
        if (!written.type().isEmpty()) {
            headers.putIfAbsent("content-type", written.type());
        }
        return new Letter(target.method(), target.address(translated), headers, written.bytes());
    }

    /** What of the request has no place here, if {@code more} names are used elsewhere. */
    List<String> losses(Values values, Set<String> more) {
        Losses losses = new Losses();
        Set<String> named = names();
        named.addAll(more);
        new LeftOut(named, losses).find(values.request(), extra);
        return losses.all();
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        target.names(name -> names.add(Values.plain(name)));
        body.ifPresent(template -> template.names(name -> names.add(Values.plain(name))));
        return names;
    }

    private Optional<JsonNode> extended(Optional<JsonNode> said, Values values) {
        ObjectNode all = said.isPresent() && said.get() instanceof ObjectNode object ? object.deepCopy() : Json.object();
        if (said.isPresent() && !said.get().isObject()) {
            return said;
        }
        Set<String> names = names();
        for (Map.Entry<String, JsonNode> field : values.request().extra().properties()) {
            String key = field.getKey();
            if (!key.startsWith("~") && !all.has(key) && !names.contains(key)) {
                all.set(key, field.getValue());
            }
        }
        return Optional.of(all);
    }
}
