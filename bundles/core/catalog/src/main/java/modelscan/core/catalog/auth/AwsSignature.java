package modelscan.core.catalog.auth;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Amazon's signature of a request, version 4. */
final class AwsSignature {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DAY = 8;
    private static final String UNRESERVED = "-._~";

    private AwsSignature() {
    }

    /**
     * The headers to send beside {@code headers}: the time, the session and the signature.
     *
     * <p>Signed are the host, the type of the body and everything of Amazon's own; others may change on the way.
     */
    static Map<String, String> headers(String method, URI uri, Map<String, String> headers, byte[] body, String accessKey,
            String secretKey, Optional<String> session, String region, String service, Instant now) {
        String time = TIME.format(now);
        Map<String, String> added = new LinkedHashMap<>();
        added.put("x-amz-date", time);
        session.ifPresent(token -> added.put("x-amz-security-token", token));
        SortedMap<String, String> signed = signed(uri, headers, added);
        String names = String.join(";", signed.keySet());
        String request = canonical(method, uri, signed, names, body);
        String scope = time.substring(0, DAY) + "/" + region + "/" + service + "/aws4_request";
        String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hash(bytes(request));
        byte[] key = bytes("AWS4" + secretKey);
        for (String step : scope.split("/")) {
            key = hmac(key, step);
        }
        added.put("authorization", ALGORITHM + " Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + names
                + ", Signature=" + HexFormat.of().formatHex(hmac(key, text)));
        return added;
    }

    private static SortedMap<String, String> signed(URI uri, Map<String, String> given, Map<String, String> added) {
        SortedMap<String, String> signed = new TreeMap<>();
        Stream.of(given, added).forEach(some -> some.forEach((header, value) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("x-amz-") || name.equals("content-type") || name.equals("content-md5")) {
                signed.put(name, value.strip().replaceAll(" +", " "));
            }
        }));
        signed.put("host", host(uri));
        return signed;
    }

    private static String host(URI uri) {
        int usual = uri.getScheme().equals("https") ? 443 : 80;
        return uri.getHost() + (uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort());
    }

    private static String canonical(String method, URI uri, SortedMap<String, String> headers, String names, byte[] body) {
        String path = uri.normalize().getRawPath();
        // What stands encoded in the path is encoded once more; only the slashes stay.
        String encoded = Stream.of(path.split("/", -1)).map(AwsSignature::encoded).collect(Collectors.joining("/"));
        StringBuilder request = new StringBuilder(512).append(method).append('\n')
                .append(encoded.isEmpty() ? "/" : encoded).append('\n').append(query(uri)).append('\n');
        headers.forEach((name, value) -> request.append(name).append(':').append(value).append('\n'));
        return request.append('\n').append(names).append('\n').append(hash(body)).toString();
    }

    private static String query(URI uri) {
        if (uri.getRawQuery() == null) {
            return "";
        }
        return Stream.of(uri.getRawQuery().split("&")).filter(pair -> !pair.isEmpty()).map(pair -> {
            int mark = pair.indexOf('=');
            String name = mark < 0 ? pair : pair.substring(0, mark);
            return new String[] {again(name), mark < 0 ? "" : again(pair.substring(mark + 1))};
        }).sorted((one, other) -> one[0].equals(other[0]) ? one[1].compareTo(other[1]) : one[0].compareTo(other[0]))
                .map(pair -> pair[0] + "=" + pair[1]).collect(Collectors.joining("&"));
    }

    private static String again(String encoded) {
        return encoded(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte each : bytes(text)) {
            boolean plain = each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9'
                    || UNRESERVED.indexOf(each) >= 0;
            if (plain) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return encoded.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}
