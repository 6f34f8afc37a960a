package modelscan.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.Seal;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static final String FULL = """
            {'systemInstruction':{'parts':[{'text':'S'}]},
             'contents':[{'role':'user','parts':[{'text':'hi'},{'inlineData':{'mimeType':'image/png','data':'AAAA'}},
               {'fileData':{'mimeType':'video/mp4','fileUri':'https://e/files/abc'},'videoMetadata':{'fps':2}}]},
              {'role':'model','parts':[{'text':'hm','thought':true},{'text':'a','thoughtSignature':'s1'},
               {'functionCall':{'id':'f1','name':'look','args':{'x':1}},'thoughtSignature':'s2'},{'executableCode':{'code':'1'}}]},
              {'role':'user','parts':[{'functionResponse':{'id':'f1','name':'look','response':{'result':'ok'}}}],'odd':1}],
             'tools':[{'functionDeclarations':[{'name':'look','description':'d','parametersJsonSchema':{'type':'object'},'behavior':'BLOCKING'}]},{'googleSearch':{}}],
             'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['look']}},
             'generationConfig':{'maxOutputTokens':256,'temperature':0.5,'topP':0.9,'topK':40,'stopSequences':['END'],'seed':1,'candidateCount':2,
               'presencePenalty':0.1,'frequencyPenalty':0.2,'responseMimeType':'application/json','responseJsonSchema':{'type':'object'},
               'thinkingConfig':{'thinkingBudget':1024,'includeThoughts':true},'responseModalities':['TEXT']},
             'safetySettings':[{'category':'C','threshold':'BLOCK_NONE'}],'cachedContent':'cachedContents/xyz'}""";

    @Test
    void everythingHasItsNeutralWord() {
        ChatRequest request = Exchanges.read(FULL);
        assertEquals(List.of(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL),
                request.messages().stream().map(Message::role).toList());
        assertEquals(List.of(new Part.Thinking("hm", Optional.empty(), Optional.empty()), new Part.Text("a"),
                new Part.Thinking("", seal("s1"), Optional.empty()), new Part.ToolCall("f1", "look", "{\"x\":1}", seal("s2"))),
                request.messages().get(2).parts());
        assertEquals(List.of(new Part.ToolResult("f1", List.of(new Part.Text("ok")), false)), request.messages().get(3).parts());
        assertEquals(new Sampling(Optional.of(0.5), Optional.of(0.9), Optional.of(40), Optional.of(256), List.of("END"),
                Optional.of(1L), Optional.of(0.2), Optional.of(0.1), Optional.of(2)), request.sampling());
        assertEquals(new Tools(List.of(new Tools.Definition("look", "d", Exchanges.json("{'type':'object'}"), Optional.empty())),
                new Tools.Choice.Named("look"), Optional.empty()), request.tools());
        assertEquals(new ResponseFormat.Schema("answer", Exchanges.json("{'type':'object'}"), Optional.empty()), request.format());
        assertEquals(Optional.of(new Reasoning(Optional.empty(), Optional.of(1024))), request.reasoning());
    }

    @Test
    void whatHasNoNeutralWordComesBack() {
        JsonNode written = RequestWriting.write(Exchanges.read(FULL), "m", new Losses());
        assertEquals(Exchanges.json(FULL), Json.read(Json.write(written)));
    }

    @Test
    void whatOthersCannotSayIsNamed() {
        ChatRequest request = Exchanges.read(FULL);
        Losses losses = new Losses();
        FailureException refused = assertThrows(FailureException.class, () -> losses.strange(request.extra(), "x"));
        assertEquals(Optional.of("cachedContent"), refused.failure().field(), "what is cached is a part of the conversation");
        request.extra().remove("!cachedContent");
        losses.strange(request.extra(), "x");
        request.messages().forEach(message -> losses.strange(message.extra(), "x"));
        assertEquals(List.of("safetySettings", "tools.googleSearch", "functionDeclarations.behavior",
                "generationConfig.responseModalities", "parts.videoMetadata", "parts.executableCode", "odd"),
                losses.all().stream().map(loss -> loss.substring(0, loss.indexOf(':'))).toList());
    }

    @Test
    void snakeCaseIsReadAsWell() {
        String snake = """
                {'system_instruction':{'parts':{'text':'S'}},'contents':{'parts':[{'inline_data':{'mime_type':'audio/wav','data':'-_8'}},
                  {'file_data':{'mime_type':'image/png','file_uri':'gs://b/f'}}]},
                 'tools':{'function_declarations':[{'name':'f','parameters_json_schema':{'type':'object'}}],'code_execution':{}},
                 'tool_config':{'function_calling_config':{'mode':'ANY'}},
                 'generation_config':{'max_output_tokens':5,'top_k':3.0,'response_mime_type':'application/json','thinking_config':{'thinking_level':'LOW'},'media_resolution':'X'},
                 'safety_settings':[]}""";
        ChatRequest request = Exchanges.read(snake);
        assertEquals("S", request.messages().getFirst().text());
        Part.Audio audio = (Part.Audio) request.messages().get(1).parts().get(0);
        assertArrayEquals(new byte[] {(byte) 0xfb, (byte) 0xff}, ((Media.Bytes) audio.media()).data());
        assertEquals(Optional.of("image/png"), ((Media.Link) ((Part.Image) request.messages().get(1).parts().get(1)).media()).mediaType());
        assertEquals(new Tools.Choice.Required(), request.tools().choice());
        assertEquals(1, request.tools().definitions().size());
        assertEquals(Optional.of(5), request.sampling().maximumOutput());
        assertEquals(Optional.of(3), request.sampling().topK());
        assertEquals(new ResponseFormat.Json(), request.format());
        assertEquals(Optional.of(new Reasoning(Optional.of("low"), Optional.empty())), request.reasoning());
        assertEquals(true, request.extra().has("safetySettings") && request.extra().has("generationConfig.mediaResolution")
                && request.extra().has("tools.codeExecution"));
    }

    @Test
    void resultsWithoutIdsFindTheirCallsByNameAndOrder() {
        ChatRequest request = Exchanges.read("""
                {'contents':[{'role':'model','parts':[{'functionCall':{'name':'f'}},{'functionCall':{'name':'g'}},{'functionCall':{'name':'f'}}]},
                 {'role':'function','parts':[{'functionResponse':{'name':'f','response':{'output':{'a':1}}}},{'functionResponse':{'name':'f','response':{'error':'no'}}},
                  {'functionResponse':{'name':'g','response':{'x':1,'y':2}}},{'functionResponse':{'name':'h'}}]},
                 {'role':'model','parts':[{'functionCall':{'name':'f'}}]},{'parts':[{'functionResponse':{'name':'f','response':{}}}]}]}""");
        assertEquals(List.of("call_1", "call_2", "call_3"), request.messages().get(0).parts().stream()
                .map(part -> ((Part.ToolCall) part).id()).toList());
        assertEquals(List.of(new Part.ToolResult("call_1", List.of(new Part.Text("{\"a\":1}")), false),
                new Part.ToolResult("call_3", List.of(new Part.Text("no")), true),
                new Part.ToolResult("call_2", List.of(new Part.Text("{\"x\":1,\"y\":2}")), false),
                new Part.ToolResult("call_4", List.of(), false)), request.messages().get(1).parts());
        assertEquals("call_5", ((Part.ToolResult) request.messages().get(3).parts().getFirst()).id());
    }

    @Test
    void theOlderSchemaBecomesJsonSchema() {
        ChatRequest request = Exchanges.read("""
                {'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'OBJECT','propertyOrdering':['a'],
                 'required':['a'],'properties':{'type':{'type':'STRING','enum':['A'],'nullable':true,'description':'d'},'a':{'type':'ARRAY','minItems':'1','items':{'type':'INTEGER','format':'int32'}},
                 'b':{'anyOf':[{'type':'NUMBER'},{'type':'BOOLEAN'}],'nullable':true},'c':{'type':'TYPE_UNSPECIFIED'}}}}]}]}""");
        Exchanges.assertJson("""
                {'type':'object','required':['a'],'properties':{'type':{'type':['string','null'],'enum':['A',null],'description':'d'},
                 'a':{'type':'array','minItems':1,'items':{'type':'integer','format':'int32'}},
                 'b':{'anyOf':[{'type':'number'},{'type':'boolean'},{'type':'null'}]},'c':{}}}""",
                request.tools().definitions().getFirst().parameters());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            {`thinkingBudget`:0}                          ! none ! 0
            {`thinkingBudget`:-1}                         ! -    ! -
            {`thinkingBudget`:512}                        ! -    ! 512
            {`thinkingLevel`:`HIGH`}                      ! high ! -
            {`thinkingLevel`:`THINKING_LEVEL_UNSPECIFIED`} ! -   ! -
            {`includeThoughts`:true}                      ! -    ! -
            """)
    void thinking(String config, String effort, Integer budget) {
        String json = "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'thinkingConfig':" + config.replace('`', '\'') + "}}";
        ChatRequest request = Exchanges.read(json);
        assertEquals(effort == null && budget == null ? Optional.empty()
                : Optional.of(new Reasoning(Optional.ofNullable(effort), Optional.ofNullable(budget))), request.reasoning());
        Exchanges.assertJson(config.replace('`', '\''),
                RequestWriting.write(request, "m", new Losses()).at("/generationConfig/thinkingConfig"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`functionCallingConfig`:{`mode`:`NONE`}}                                          ! Forbidden[]
            {`functionCallingConfig`:{`mode`:`AUTO`}}                                          ! Auto[]
            {`functionCallingConfig`:{`mode`:`VALIDATED`}}                                     ! Auto[]
            {`functionCallingConfig`:{`mode`:`ANY`,`allowedFunctionNames`:[`a`,`b`]}}          ! Required[]
            {`functionCallingConfig`:{`mode`:`ANY`,`allowedFunctionNames`:[`a`]}}              ! Named[name=a]
            {`retrievalConfig`:{`languageCode`:`de`}}                                          ! Auto[]
            """)
    void choices(String config, String choice) {
        ChatRequest request = Exchanges.read("{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'a'}]}],'toolConfig':"
                + config.replace('`', '\'') + "}");
        assertEquals(choice, request.tools().choice().toString());
        JsonNode written = RequestWriting.write(request, "m", new Losses());
        if (!config.contains("AUTO")) {
            Exchanges.assertJson(config.replace('`', '\''), written.path("toolConfig"));
        }
    }

    @Test
    void anotherTypeOfAnswerIsKept() {
        String json = "{'contents':[{'parts':[{'text':'x'}],'role':'user'}],'generationConfig':{'responseMimeType':'text/x.enum','responseSchema':{'type':'STRING'}}}";
        assertEquals(new ResponseFormat.Text(), Exchanges.read(json).format());
        Exchanges.assertJson(json, RequestWriting.write(Exchanges.read(json), "m", new Losses()));
    }

    @Test
    void thoughtsOfAStreamBecomeOne() {
        String signed = Seals.signed(new Seal("anthropic", "abc"));
        String sealed = Seals.sealed(new Seal("anthropic", "xyz"));
        ChatRequest request = Exchanges.read("{'contents':[{'role':'model','parts':[{'text':'a','thought':true},{'text':'b','thought':true},{'text':'','thoughtSignature':'"
                + signed + "'},{'text':'','thought':true,'thoughtSignature':'" + sealed + "'},{'text':'c'}]}]}");
        assertEquals(List.of(new Part.Thinking("ab", Optional.of(new Seal("anthropic", "abc")), Optional.empty()),
                new Part.Thinking("", Optional.empty(), Optional.of(new Seal("anthropic", "xyz"))), new Part.Text("c")),
                request.messages().getFirst().parts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            []                                                                     !
            {}                                                                     ! contents
            {`contents`:`x`}                                                       ! contents
            {`contents`:[7]}                                                       ! contents[0]
            {`contents`:[{`role`:`king`,`parts`:[]}]}                              ! contents[0].role
            {`contents`:[{`parts`:[7]}]}                                           ! contents[0].parts[0]
            {`contents`:[{`parts`:[{`text`:7}]}]}                                  ! contents[0].parts[0].text
            {`contents`:[{`parts`:[{`inlineData`:{`data`:`*`}}]}]}                 ! contents[0].parts[0].inlineData.data
            {`contents`:[{`parts`:[{`inlineData`:{}}]}]}                           ! contents[0].parts[0].inlineData.data
            {`contents`:[{`parts`:[{`fileData`:{`fileUri`:`a b`}}]}]}              ! contents[0].parts[0].fileData.fileUri
            {`contents`:[{`parts`:[{`functionCall`:{}}]}]}                         ! contents[0].parts[0].functionCall.name
            {`contents`:[{`parts`:[{`functionCall`:{`name`:`f`,`args`:[]}}]}]}     ! contents[0].parts[0].functionCall.args
            {`contents`:[{`parts`:[{`functionResponse`:{`name`:`f`,`response`:`x`}}]}]}  ! contents[0].parts[0].functionResponse.response
            {`contents`:[],`tools`:[{`functionDeclarations`:[{}]}]}                ! tools[0].functionDeclarations[0].name
            {`contents`:[],`generationConfig`:{`temperature`:`hot`}}               ! generationConfig.temperature
            {`contents`:[],`generationConfig`:{`topK`:1.5}}                        ! generationConfig.topK
            {`contents`:[],`generationConfig`:{`stopSequences`:[7]}}               ! generationConfig.stopSequences[0]
            """)
    void whatIsWrongIsNamedWithItsPath(String json, String path) {
        FailureException refused = assertThrows(FailureException.class, () -> Exchanges.read(json.replace('`', '"')));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
        assertEquals(Optional.of(path == null ? "" : path), refused.failure().field());
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8})
    void mutatedRequestsThrowNothingElse(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            byte[] data = Exchanges.bytes(FULL);
            for (int change = random.nextInt(4); change >= 0; change--) {
                data[random.nextInt(data.length)] = (byte) "{}[]:,\"\\01-enlT".charAt(random.nextInt(15));
            }
            try {
                RequestWriting.write(RequestReader.read("m", true, Json.read(data)), "gemini-3-pro", new Losses());
                Originals.fit(data, Generation.of("gemini-3"));
            } catch (FailureException expected) {
                assertEquals(ErrorCode.INVALID_REQUEST, expected.failure().code());
            }
        }
    }

    private static Optional<Seal> seal(String value) {
        return Optional.of(new Seal("gemini", value));
    }
}
