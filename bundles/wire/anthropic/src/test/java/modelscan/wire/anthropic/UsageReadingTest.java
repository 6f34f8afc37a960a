package modelscan.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.TreeMap;
import java.util.stream.Collectors;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageReadingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`input_tokens`:10,`output_tokens`:5}                                                                                     ! INPUT=10 OUTPUT=5
            {`input_tokens`:10,`cache_creation_input_tokens`:3,`cache_read_input_tokens`:4,`output_tokens`:5}                         ! CACHE_READ=4 CACHE_WRITE=3 INPUT=17 OUTPUT=5
            {`input_tokens`:1,`cache_creation_input_tokens`:9,`cache_creation`:{`ephemeral_5m_input_tokens`:2,`ephemeral_1h_input_tokens`:7}}  ! CACHE_WRITE=2 CACHE_WRITE_LONG=7 INPUT=10
            {`input_tokens`:1,`output_tokens`:9,`output_tokens_details`:{`thinking_tokens`:7},`server_tool_use`:{`web_search_requests`:2}}     ! INPUT=1 OUTPUT=9 REASONING=7 SEARCH=2
            {`input_tokens`:null,`output_tokens`:`7`}                                                                                 !
            {`input_tokens`:-1,`output_tokens`:1e999999999}                                                                           !
            {`cache_read_input_tokens`:4}                                                                                             ! CACHE_READ=4
            {}                                                                                                                        !
            """)
    void normalised(String json, String expected) {
        Usage usage = UsageReading.of(Json.read(Exchanges.bytes(json.replace('`', '"'))));
        assertEquals(expected == null ? "" : expected, new TreeMap<>(usage.amounts().entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().name(), each -> each.getValue().toPlainString())))
                .entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")));
    }

    @Test
    void writtenAndReadAgain() {
        Usage usage = Usage.NONE.with(Unit.INPUT, 100).with(Unit.OUTPUT, 5).with(Unit.CACHE_READ, 4).with(Unit.REASONING, 2)
                .with(Unit.CACHE_WRITE, 7).with(Unit.CACHE_WRITE_LONG, 9).with(Unit.SEARCH, 1);
        assertEquals(usage, UsageReading.of(UsageReading.write(usage)));
        assertEquals(80, UsageReading.write(usage).path("input_tokens").asInt());
    }
}
