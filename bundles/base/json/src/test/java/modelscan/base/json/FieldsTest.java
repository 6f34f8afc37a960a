package modelscan.base.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static final Set<String> WORDS = Set.of("id", "size", "on", "price", "tags", "parts", "free");

    @Test
    void readsWhatIsThere() {
        Fields fields = fields("""
                {"id":"x","size":3,"on":true,"price":"0.10","tags":["a","b"],"parts":[{"id":"p"}],"free":{"any":"thing"}}""");
        assertEquals("x", fields.text("id"));
        assertEquals(Optional.of(3), fields.count("size"));
        assertEquals(Optional.of(true), fields.flag("on"));
        assertEquals(Optional.of(new BigDecimal("0.10")), fields.decimal("price"));
        assertEquals(List.of("a", "b"), fields.texts("tags"));
        assertEquals("p", fields.objects("parts", Set.of("id")).getFirst().text("id"));
        assertEquals(List.of("any"), fields.named("free").orElseThrow().keys());
    }

    @Test
    void absentAndNullAreTheSame() {
        Fields fields = fields("{\"size\":null}");
        assertEquals(Optional.empty(), fields.count("size"));
        assertEquals(Optional.empty(), fields.flag("on"));
        assertEquals(List.of(), fields.texts("tags"));
    }

    @Test
    void namesThePlaceTheKeyAndWhatIsAllowed() {
        assertEquals("x.json: unknown key 'siez'; allowed are free, id, on, parts, price, size, tags",
                message("{\"siez\":1}", fields -> { }));
        assertEquals("x.json: 'id' is missing", message("{}", fields -> fields.text("id")));
        assertEquals("x.json: 'id' is missing", message("{\"id\":\" \"}", fields -> fields.text("id")));
        assertEquals("x.json: 'size' must be a whole number from 0, not string", message("{\"size\":\"3\"}", fields -> fields.count("size")));
        assertEquals("x.json: 'size' must be a whole number from 0, not number", message("{\"size\":-3}", fields -> fields.count("size")));
        assertEquals("x.json parts[0]: unknown key 'z'; allowed are id",
                message("{\"parts\":[{\"z\":1}]}", fields -> fields.objects("parts", Set.of("id"))));
        assertEquals("x.json: 'price' must be a number such as \"0.59\", not string",
                message("{\"price\":\"cheap\"}", fields -> fields.decimal("price")));
        assertEquals("x.json: 'tags' must be a list, not object", message("{\"tags\":{}}", fields -> fields.texts("tags")));
    }

    private static String message(String json, Consumer<Fields> use) {
        return assertThrows(FailureException.class, () -> use.accept(fields(json))).failure().message();
    }

    private static Fields fields(String json) {
        return Fields.of(Json.read(json), "x.json", WORDS);
    }
}
