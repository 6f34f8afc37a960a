package modelscan.launcher.it.truth;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

/** Does to the files of a journal what crashes and careless people do, while no gateway runs. */
record KillJournal(Path home) {
    private static final int MOST = 400;
    private static final int KINDS = 3;

    /** Leaves behind its end what a write that was cut off leaves: noise, zeros, or the beginning of an entry. */
    void tear(Random random) throws IOException {
        byte[] tail = new byte[1 + random.nextInt(MOST)];
        switch (random.nextInt(KINDS)) {
            case 0 -> random.nextBytes(tail);
            case 1 -> Arrays.fill(tail, (byte) 0);
            default -> tail = begunEntry(tail.length);
        }
        Files.write(last(), tail, StandardOpenOption.APPEND);
    }

    /** Takes away so many bytes of its end, which were acknowledged. */
    void shorten(int bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(last().toFile(), "rw")) {
            file.setLength(file.length() - bytes);
        }
    }

    /** The file that is written. */
    Path last() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("data/journal"))) {
            return files.filter(file -> file.toString().endsWith(".journal")).max(Comparator.naturalOrder()).orElseThrow();
        }
    }

    /** A length and a position as the next entry would have, and then nothing whole. */
    private static byte[] begunEntry(int length) {
        byte[] entry = new byte[Math.max(Integer.BYTES, length)];
        entry[2] = 2;
        return entry;
    }
}
