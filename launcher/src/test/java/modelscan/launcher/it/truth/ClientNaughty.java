package modelscan.launcher.it.truth;

import java.util.stream.Stream;

/** Texts that have hurt somebody once (K14), written down from memory of what they hurt. */
final class ClientNaughty {
    private ClientNaughty() {
    }

    static Stream<String> texts() {
        return Stream.of(words(), signs(), marks(), attacks()).flatMap(texts -> texts);
    }

    /** Words that some program takes for something else. */
    private static Stream<String> words() {
        return Stream.of("undefined", "null", "NULL", "nil", "None", "true", "False", "NaN", "-Infinity", "__proto__", "constructor",
                "hasOwnProperty", "0x1F", "1/0", "-1", "1e1000", "08", "1,000.00", "CON", "LPT1", "Scunthorpe", "COMPUTER\\", ".", "..", "~");
    }

    /** Characters that are rare, wide, high, or not there. */
    private static Stream<String> signs() {
        return Stream.of("\u00df\u00e4\u0130\u0131", "\u6f22\u5b57\u3068\u4eee\u540d", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "\u05e2\u05d1\u05e8\u05d9\u05ea",
                "\u0e44\u0e17\u0e22", "\ud83d\ude00\ud83c\udffd", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "\ud83c\uddea\ud83c\uddfa", "\ud835\udd38\ud835\udd39",
                "e\u0301 \u00e9", "Z\u0351\u036b\u0343\u0342a\u0334l\u0321g\u0321o", "\ufdfa", "\uffff\ufffe", "\u00ad\u200b\u2060", "\u202eabc\u202c", "\u2066a\u2069",
                "\ufeffbom", "\u2028line\u2029part", "\u0085next", "\u00a0\u3000wide", "\u0001\u0007\u001b[31mred\u001b[0m", "\u007f\u0080\u009f");
    }

    /** Blanks and ends of lines. */
    private static Stream<String> marks() {
        return Stream.of("a\tb", "a\nb", "a\r\nb", "a\rb", "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "data: [DONE]\n\ndata: x", "event: error\n\n",
                "\u0000zero", "a\\u0000b", "a\\nb", "\"quoted\"", "'\"`", "\\", "\\\"", "]}}]}");
    }

    /** Words that attack consoles, stores, shells and logs. */
    private static Stream<String> attacks() {
        return Stream.of("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "'; drop table ledger_entry; --",
                "1' or '1'='1", "${jndi:ldap://127.0.0.1/a}", "#{7*7} {{7*7}} <%= 7*7 %>", "$(touch naughty) `id`", "| cat /etc/passwd",
                "../../../../etc/passwd", "%2e%2e%2f%00", "=cmd|' /C calc'!A0", "%s%n%x {} {0}", "<!ENTITY x SYSTEM \"file:\">",
                "x\r\n2026-01-01 ERROR modelscan forged line", "$[secret:openai] $[env:HOME]");
    }
}
