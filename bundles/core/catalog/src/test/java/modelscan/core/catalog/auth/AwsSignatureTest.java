package modelscan.core.catalog.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures of Amazon's public example key; the first two are Amazon's own, the others were made by botocore. */
class AwsSignatureTest {
    private static final String ACCESS = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            GET  | https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08 | application/x-www-form-urlencoded; charset=utf-8 | - | us-east-1 | iam | content-type;host;x-amz-date | 5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7
            GET  | https://example.amazonaws.com/ | - | - | us-east-1 | service | host;x-amz-date | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            GET  | https://example.amazonaws.com//example/.. | - | - | us-east-1 | service | host;x-amz-date | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            GET  | https://example.amazonaws.com:8443/a%20b/~x?b=2&a=%2Fz&b=1&c | - | - | us-east-1 | service | host;x-amz-date | 177dd4b4eadb7dbe314c3f18cc0b9da3270c62a9e9da26440feec4b962d2ea34
            POST | https://bedrock-runtime.us-east-1.amazonaws.com/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse | application/json | {"messages":[]} | us-east-1 | bedrock | content-type;host;x-amz-date | 7415b2c1e839b363c983fcf2b2b9777726647dd92df0cc0ce218cffeeb8932c8
            """)
    void signatures(String method, URI uri, String type, String body, String region, String service, String names,
            String signature) {
        Map<String, String> headers = type == null ? Map.of("accept", "*/*") : Map.of("Content-Type", type, "accept", "*/*");
        Map<String, String> added = AwsSignature.headers(method, uri, headers, bytes(body == null ? "" : body), ACCESS, SECRET,
                Optional.empty(), region, service, NOW);
        assertEquals("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/" + region + "/" + service
                + "/aws4_request, SignedHeaders=" + names + ", Signature=" + signature, added.get("authorization"));
        assertEquals("20150830T123600Z", added.get("x-amz-date"));
        assertFalse(added.toString().contains(SECRET));
    }

    @Test
    void aSessionIsSentAndSigned() {
        URI uri = URI.create("https://bedrock-runtime.eu-central-1.amazonaws.com/model/"
                + "arn%3Aaws%3Abedrock%3Aeu-central-1%3A123456789012%3Ainference-profile%2Feu.a.b-v1%3A0/converse-stream");
        Map<String, String> added = AwsSignature.headers("POST", uri, Map.of("content-type", "application/json"),
                bytes("{\"t\":\"Grüße\"}"), ACCESS, SECRET, Optional.of("SESSION/TOKEN=="), "eu-central-1", "bedrock", NOW);
        assertEquals("SESSION/TOKEN==", added.get("x-amz-security-token"));
        assertEquals("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-central-1/bedrock/aws4_request, "
                + "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, "
                + "Signature=953128d8090908f7d40e0684cbc26441687f7d6f498adbeadb292b507db215fe", added.get("authorization"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
