package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormDataTest {
    private static final String TYPE = "multipart/form-data; charset=utf-8; boundary=\"b b\"";

    @Test
    void textsFilesAndLists() {
        FormData form = read("preamble\r\n--b b  \r\ncontent-DISPOSITION: form-data ; name=a\r\n\r\n1\r\n"
                + "--b b\r\nContent-Disposition: form-data; name=\"l[]\"\r\n\r\nx\r\n--b b\r\nContent-Disposition: form-data; name=\"l[]\"\r\n\r\n\r\n"
                + "--b b\r\nContent-Type: Audio/WAV\r\nContent-Disposition: form-data; filename=\"a;\\\"b\\\".wav\"; name=\"f\"\r\n\r\n"
                + "--b c\r\n--b\r\n\r\n\r\n--b b--\r\nepilogue");
        Exchanges.assertJson("{'a':'1','l':['x','']}", form.fields().node());
        FormData.Upload file = form.files("f").getFirst();
        assertEquals("a;\"b\".wav audio/wav --b c\r\n--b\r\n\r\n", file.name() + " " + file.type() + " "
                + new String(file.data(), StandardCharsets.UTF_8));
        assertEquals(List.of(), form.files("none"));
    }

    @Test
    void aPartWithoutAHeadHasNoName() {
        assertEquals("the form has a part without a name", message("--b b\r\n\r\nx\r\n--b b--"));
        Exchanges.assertJson("{}", read("--b b--").fields().node());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "--b", "--b b", "--b b\r\n", "--b bx\r\n\r\n\r\n--b b--", "x--b b--",
            "--b b\r\ncontent-disposition: form-data; name=a\r\n--b b--", "--b b\r\ncontent-disposition: form-data\r\n\r\nx\r\n--b b--"})
    void whatIsNoFormIsRefused(String body) {
        assertEquals(ErrorCode.INVALID_REQUEST, assertThrows(FailureException.class, () -> read(body)).failure().code());
    }

    @Test
    void withoutBoundaryOrOfAnotherType() {
        assertEquals("the form names no boundary", assertThrows(FailureException.class,
                () -> FormData.read("multipart/form-data", new byte[0])).getMessage());
        assertEquals(ErrorCode.UNSUPPORTED_MEDIA, assertThrows(FailureException.class,
                () -> FormData.read("application/json", new byte[0])).failure().code());
        assertEquals(ErrorCode.INVALID_REQUEST, assertThrows(FailureException.class,
                () -> FormData.read("multipart/form-data; boundary=" + "b".repeat(1000), new byte[0])).failure().code());
    }

    @Test
    void tooManyPartsAndTooLongHeadsAndTexts() {
        String part = "--b b\r\ncontent-disposition: form-data; name=a\r\n\r\nx\r\n";
        assertEquals("the form has more than 500 parts", message(part.repeat(501) + "--b b--"));
        assertEquals("the form has a part without an end of its head", message("--b b\r\nx: " + "y".repeat(10_000) + "\r\n" + part.substring(7) + "--b b--"));
        assertEquals("the form has a text that is too long: 'a'", message(part.replace("x", "y".repeat(2 << 20)) + "--b b--"));
    }

    @Test
    void cutAnywhereItIsRefused() {
        byte[] body = Fronts.formBytes("model=m", "file@a.wav:audio/wav=RIFF\r\n--x");
        for (int length = 0; length < body.length - 2; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            boolean whole = length >= body.length - 4 + 2;
            if (!whole) {
                assertThrows(FailureException.class, () -> FormData.read("multipart/form-data; boundary=" + Fronts.BOUNDARY, cut),
                        "cut at " + length);
            }
        }
    }

    @Test
    void hostileBytesAreNeverMoreThanARefusal() {
        Random random = new Random(4);
        byte[] body = Fronts.formBytes("model=m", "l[]=x", "file@a.wav:audio/wav=RIFF");
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = body.clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            byte[] hostile = Arrays.copyOf(changed, random.nextInt(changed.length + 1));
            try {
                FormData.read("multipart/form-data; boundary=" + Fronts.BOUNDARY, hostile);
            } catch (FailureException refused) {
                assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
            }
        }
    }

    private static String message(String body) {
        return assertThrows(FailureException.class, () -> read(body)).getMessage();
    }

    private static FormData read(String body) {
        return FormData.read(TYPE, body.getBytes(StandardCharsets.UTF_8));
    }
}
