package modelscan.base.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    private static Place root(String json) {
        return Place.root(Json.read(json));
    }

    private static Failure refused(String json, Function<Place, Object> reading) {
        Place root = root(json);
        return assertThrows(FailureException.class, () -> reading.apply(root)).failure();
    }

    @Test
    void readsWhatIsThere() {
        Place root = root("""
                {"t":"x","n":0.5,"c":3,"whole":40.0,"l":5000000000,"f":true,"a":[{"b":1},{"b":2}],"nil":null}""");
        assertEquals("x", root.object().wanted("t").text());
        assertEquals(0.5, root.wanted("n").number());
        assertEquals(3, root.wanted("c").count());
        assertEquals(40, root.wanted("whole").count());
        assertEquals(5_000_000_000L, root.wanted("l").longCount());
        assertEquals(true, root.wanted("f").flag());
        assertEquals(List.of(1, 2), root.elements("a").stream().map(each -> each.wanted("b").count()).toList());
        assertEquals("a[1].b", root.elements("a").get(1).wanted("b").path());
        assertEquals("", root.path());
    }

    @Test
    void absentAndNullAreTheSame() {
        Place root = root("{\"nil\":null}");
        assertEquals(Optional.empty(), root.member("nil"));
        assertEquals("", root.words("nil"));
        assertEquals(List.of(), root.elements("nil"));
        assertEquals(Optional.empty(), root("[1]").member("nil"));
        assertEquals(Optional.empty(), root("7").member("nil"));
    }

    @Test
    void namesThePlaceAndWhatIsWrong() {
        Failure failure = refused("{\"messages\":[{},{\"content\":[{\"type\":7}]}]}",
                root -> root.wanted("messages").elements().get(1).elements("content").getFirst().wanted("type").text());
        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertEquals("'messages[1].content[0].type' must be a text", failure.message());
        assertEquals(Optional.of("messages[1].content[0].type"), failure.field());
    }

    @Test
    void saysWhatIsMissing() {
        assertEquals("'model' is missing", refused("{}", root -> root.wanted("model")).message());
        assertEquals("'model' is missing: name one", refused("{\"model\":\" \"}", root -> root.words("model", "name one")).message());
        assertEquals(Optional.of("a.b"), Place.refused("a.b", "is odd").failure().field());
        assertEquals("'size' is odd", root("{}").wrong("size", "is odd").failure().message());
        assertEquals("the request must be an object", refused("[]", Place::object).message());
        assertEquals("'[0]' must be an object", refused("[1]", root -> root.elements().getFirst().object()).message());
        assertEquals("the request must be a list", refused("{}", Place::elements).message());
        assertEquals("the request must be true or false", refused("1", Place::flag).message());
        assertEquals("the request must be a number", refused("\"1\"", Place::number).message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"1\"", "2147483648", "1e99999", "-1e99999", "1e-99999", "true", "{}", "[]"})
    void whatIsNoWholeNumber(String json) {
        assertEquals("the request must be a whole number", refused(json, Place::count).message());
    }

    @Test
    void keepsWhatIsNotKnown() {
        assertEquals("{\"b\":null}", root("{\"a\":1,\"b\":null}").others(Set.of("a")).toString());
        assertTrue(root("[1]").others(Set.of()).isEmpty());
    }
}
