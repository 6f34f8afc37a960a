package modelscan.test.roundtrip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import modelscan.api.gateway.Inquiry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stage has changed is written anew: then everything else must still be there, to the last value. */
class SameTongueTest {
    static List<Tongue> clients() {
        return Tongue.clients();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void everyValueOfARequestIsStillThereWhenItIsWrittenAnew(Tongue tongue) {
        List<String> missing = new ArrayList<>();
        int number = 0;
        for (ObjectNode request : tongue.corpus()) {
            Inquiry inquiry = tongue.asked(request.deepCopy().without("~own"));
            byte[] body = tongue.back().order(tongue.exchange(inquiry.changed(inquiry.request()))).body();
            String there = new String(body, StandardCharsets.UTF_8).replace("\\", "").toLowerCase(Locale.ROOT);
            request.remove(List.of("~own", "model"));
            int each = number++;
            leaves(request, "").stream().filter(leaf -> !leaf.endsWith(".content[].type=text") && !there.contains(value(leaf)))
                    .forEach(leaf -> missing.add(each + ": " + leaf));
        }
        assertEquals("", String.join("\n", missing));
    }

    private static String value(String leaf) {
        return leaf.substring(leaf.indexOf('=') + 1).replace("\\", "").toLowerCase(Locale.ROOT);
    }

    private static List<String> leaves(JsonNode node, String path) {
        List<String> leaves = new ArrayList<>();
        if (node.isValueNode()) {
            leaves.add(path + "=" + node.asText());
        }
        node.properties().forEach(member -> leaves.addAll(leaves(member.getValue(), path + "." + member.getKey())));
        if (node.isArray()) {
            node.forEach(element -> leaves.addAll(leaves(element, path + "[]")));
        }
        return leaves;
    }
}
