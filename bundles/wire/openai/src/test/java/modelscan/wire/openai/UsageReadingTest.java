package modelscan.wire.openai;

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
            {`prompt_tokens`:10,`completion_tokens`:5,`total_tokens`:15}                                                       ! INPUT=10 OUTPUT=5
            {`prompt_tokens`:10,`completion_tokens`:5,`prompt_tokens_details`:{`cached_tokens`:4,`audio_tokens`:0,`cache_write_tokens`:3},`completion_tokens_details`:{`reasoning_tokens`:2}}  ! CACHE_READ=4 CACHE_WRITE=3 INPUT=10 INPUT_AUDIO=0 OUTPUT=5 REASONING=2
            {`prompt_tokens`:32,`completion_tokens`:9,`total_tokens`:241,`completion_tokens_details`:{`reasoning_tokens`:200}}  ! INPUT=32 OUTPUT=209 REASONING=200
            {`prompt_tokens`:32,`completion_tokens`:300,`total_tokens`:532,`completion_tokens_details`:{`reasoning_tokens`:200}} ! INPUT=32 OUTPUT=500 REASONING=200
            {`prompt_tokens`:5,`completion_tokens`:1,`prompt_tokens_details`:{`cached_tokens`:20}}                              ! CACHE_READ=20 INPUT=25 OUTPUT=1
            {`prompt_tokens`:10,`completion_tokens`:1,`prompt_cache_hit_tokens`:6,`prompt_cache_miss_tokens`:4}                 ! CACHE_READ=6 INPUT=10 OUTPUT=1
            {`prompt_tokens`:10,`completion_tokens`:1,`cached_tokens`:6}                                                        ! CACHE_READ=6 INPUT=10 OUTPUT=1
            {`prompt_tokens`:10,`completion_tokens`:1,`num_cached_tokens`:6}                                                    ! CACHE_READ=6 INPUT=10 OUTPUT=1
            {`prompt_tokens`:10,`completion_tokens`:1,`prompt_token_details`:{`cached_tokens`:6}}                               ! CACHE_READ=6 INPUT=10 OUTPUT=1
            {`prompt_tokens`:10,`completion_tokens`:1,`prompt_tokens_details`:{`cache_creation_input_tokens`:6}}                ! CACHE_WRITE=6 INPUT=10 OUTPUT=1
            {`prompt_tokens`:10,`completion_tokens`:90,`reasoning_tokens`:50,`num_search_queries`:3,`total_tokens`:100}         ! INPUT=10 OUTPUT=90 REASONING=50 SEARCH=3
            {`prompt_tokens`:null,`completion_tokens`:`7`,`total_tokens`:7}                                                     !
            {`prompt_tokens`:-1,`completion_tokens`:1e999999999}                                                                !
            {}                                                                                                                  !
            """)
    void normalised(String json, String expected) {
        Usage usage = UsageReading.of(Json.read(Exchanges.bytes(json.replace('`', '"'))));
        assertEquals(expected == null ? "" : expected, new TreeMap<>(usage.amounts().entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().name(), each -> each.getValue().toPlainString())))
                .entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")));
    }

    @Test
    void usageOfGroqIsFoundInItsOwnPlace() {
        assertEquals(Usage.NONE.with(Unit.INPUT, 3),
                UsageReading.in(Json.read(Exchanges.bytes("{'x_groq':{'usage':{'prompt_tokens':3}},'usage':null}"))));
    }

    @Test
    void writtenAndReadAgain() {
        Usage usage = Usage.NONE.with(Unit.INPUT, 10).with(Unit.OUTPUT, 5).with(Unit.CACHE_READ, 4).with(Unit.REASONING, 2);
        assertEquals(usage, UsageReading.of(UsageReading.write(usage)));
    }
}
