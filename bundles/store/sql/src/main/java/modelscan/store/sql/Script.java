package modelscan.store.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import modelscan.api.gateway.store.Store.Migration;

/** The statements of a migration, and what tells it from another one. */
record Script(int version, List<String> statements, String hash) {

    static Script of(Migration migration) {
        String text = migration.statements().lines().map(String::strip).filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        List<String> statements = Arrays.stream(text.split(";(\n|$)")).map(String::strip)
                .filter(statement -> !statement.isEmpty()).toList();
        return new Script(migration.version(), statements, hash(text));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
