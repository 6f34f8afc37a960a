package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormReaderTest {
    private static final String OK = "'path':'/x','answer':{'media':{'url':'u'}}";

    private static Form read(String form) {
        return FormReader.read(Json.read(Asked.bytes(form)), Operation.IMAGE, "acme.provider.json calls image");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "{'path':'/x'}                                                     # 'answer' is missing",
        "{'answer':{'media':{'url':'u'}}}                                  # 'path' is missing",
        "{OK,'pth':1}                                                      # unknown key 'pth'; allowed are answer, body,",
        "{OK,'method':'FETCH'}                                             # 'method' cannot be 'FETCH'; allowed are DELETE, GET",
        "{OK,'type':'xml'}                                                 # 'type' cannot be 'xml'; allowed are bytes, form, json",
        "{OK,'type':'bytes'}                                               # 'body' is missing",
        "{OK,'type':'none','body':{}}                                      # 'type' is none",
        "{OK,'type':'multipart','body':'{source.bytes}'}                   # 'body' must be an object",
        "{OK,'body':{'a':'{b'}}                                            # 'body': '{b' has a '{'",
        "{OK,'extra':'yes'}                                                # 'extra' must be true or false",
        "{OK,'values':{'size':'x'}}                                        # values size: an object is wanted",
        "{OK,'values':{'size':{'a':[]}}}                                   # values size: 'a' must be a text",
        "{OK,'query':[]}                                                   # query: an object is wanted",
        "{'path':'x','answer':{'media':{'url':'u'}}}                       # 'path' must begin with a slash",
        "{'path':'https://{host}/x','answer':{'media':{'url':'u'}}}        # 'path' must begin with a slash",
        "{'path':'{model}/x','answer':{'media':{'url':'u'}}}               # 'path' must begin with a slash",
        "{'path':'/x','answer':{}}                                         # answer: one of hits, media, ranks, text, vectors",
        "{'path':'/x','answer':{'media':{},'text':'t'}}                    # answer: one of",
        "{'path':'/x','answer':{'media':{}}}                               # answer media: one of url, base64, hex and body",
        "{'path':'/x','answer':{'media':{'hex':'a','base64':'b'}}}         # answer media: only one of 'base64' and 'hex'",
        "{OK,'refuses':'no'}                                               # 'refuses' stands alone",
        "[{'refuses':'no'},{OK}]                                           # calls image[0]: 'refuses' must be in the last entry",
        "{OK,'when':{'model':[1]}}                                         # when: 'model' must be a list of texts",
        "{'path':'/x','answer':{'media':{'url':'a['}}}                     # 'url': 'a[' is not a path",
        "{'path':'/x','answer':{'media':{'url':'u','fetch':true}}}         # 'fetch' and 'hosts' go together",
        "{'path':'/x','answer':{'text':'t','words':{'items':'w'}}}         # answer words: 'text' is missing",
        "{'path':'/x','answer':{'text':'t','words':{'items':'w','text':'t','begin':'b','end':'e','in':'hours'}}} # 'in' cannot be 'hours'",
        "{'path':'/x','answer':{'words':{'items':'w'},'media':{'url':'u'}}} # 'words' go with 'text' alone",
        "{'path':'/x','answer':{'verdicts':{'items':'r'}}}                 # one of flagged and categories",
        "{OK,'usage':{'picture':1}}                                        # unknown key 'picture'; allowed are cache_read",
        "{OK,'usage':{'image':'{n'}}                                       # 'image': '{n' has a '{'",
        "{OK,'usage':{'image':{'head':'x'}}}                               # unknown key 'head'; allowed are header",
        "{OK,'usage':{'image':1,'scale':{'image':'0'}}}                    # 'image' must be more than 0",
        "{OK,'error':{'at':'e','code':'bad'}}                              # error: 'code' cannot be 'bad'; allowed are",
        "{OK,'error':{'unless':0}}                                         # error: 'at' is missing",
        "{OK,'upload':{'path':'/u','as':'source.url'}}                     # upload: 'body' is missing",
        "{OK,'upload':{'path':'/u','type':'bytes','when':'source.bytes','as':'source.url'}} # upload: 'value' is missing",
        "{OK,'job':{}}                                                     # job: 'poll' is missing",
        "{OK,'job':{'poll':{'path':'/p','url':'u'}}}                       # job poll: one of 'path' and 'url'",
        "{OK,'job':{'poll':{'path':'/p'},'states':{'done':['x']}}}         # unknown key 'done'; allowed are cancelled",
        "{OK,'job':{'poll':{'path':'/p'},'state':'s'}}                     # 'state' and 'states' go together",
        "{OK,'job':{'poll':{'path':'/p'},'state':'s','states':{'failed':['x']}}} # what succeeded means",
        "{OK,'job':{'poll':{'path':'/p'},'state':'s','states':{'failed':['x'],'succeeded':['X']}}} # 'x' is there twice",
        "{OK,'job':{'poll':{'path':'/p'},'status':{'200':'ok'}}}           # '200' cannot be 'ok'",
        "{OK,'job':{'poll':{'path':'/p'},'status':{'abc':'failed'}}}       # 'abc' is no status",
        "{OK,'job':{'poll':{'path':'/p'},'status':{'200':'succeeded'},'every':0}} # 'every' must be from 0.1",
        "[]                                                                # an object is wanted",
        "[{OK},{OK,'x':1}]                                                 # calls image[1]: unknown key 'x'",
    })
    void namesPlaceAndWayOut(String form, String message) {
        String text = form.replace("OK", OK);
        String said = assertThrows(FailureException.class, () -> read(text.contains("'upload':{'path':'/u','as'")
                ? text.replace("'path':'/u'", "'path':'/u','type':'bytes'") : text)).getMessage();
        assertTrue(said.startsWith("acme.provider.json calls image"), said);
        assertTrue(said.contains(message), said);
    }

    @Test
    void knowsWhetherOneCallIsAll() {
        assertTrue(read("{" + OK + "}").plain());
        Form job = read("{" + OK + ",'job':{'poll':{'path':'/p/{job}'},'status':{'200':'succeeded'}}}");
        assertFalse(job.plain());
        assertTrue(job.job());
        assertFalse(read("{'path':'/x','answer':{'media':{'url':'u','fetch':true,'hosts':['cdn.example']}}}").plain());
    }

    @Test
    void leavesChatToDialects() {
        assertThrows(FailureException.class, () -> FormReader.read(Asked.json("{" + OK + "}"), Operation.CHAT, "acme"));
    }

    @Test
    void readsWholeAddresses() {
        assertEquals("https://rest.acme.example/u", read("{'path':'https://rest.acme.example/u','answer':{'media':{'url':'u'}}}")
                .ways().getFirst().call().target().address(name -> Optional.empty()));
    }
}
