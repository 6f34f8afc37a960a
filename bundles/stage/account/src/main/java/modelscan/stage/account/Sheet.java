package modelscan.stage.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mapped file with places of one size, the first of which says whose it is: length 4 | CRC32C 4 | text. */
final class Sheet {
    private static final Logger LOG = LoggerFactory.getLogger(Sheet.class);
    private static final int SIZE = 1024;
    private static final int PLACES = 2048;
    private static final int HEAD = 8;
    /** The longest text of a place. */
    static final int LONGEST = SIZE - HEAD;

    private final Path file;
    private final MappedByteBuffer bytes;

    private Sheet(Path file, MappedByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** A new one; it is written out at once, because a disk that is full later could not be told to anybody. */
    static Sheet make(Path file, String life) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            ByteBuffer nothing = ByteBuffer.allocate(SIZE * PLACES);
            while (nothing.hasRemaining()) {
                channel.write(nothing);
            }
            Sheet sheet = new Sheet(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) SIZE * PLACES));
            sheet.new Place(0).write(life.getBytes(StandardCharsets.UTF_8));
            return sheet;
        } catch (IOException full) {
            Files.deleteIfExists(file);
            throw full;
        }
    }

    /** All places that can be taken. */
    List<Place> places() {
        List<Place> places = new ArrayList<>(PLACES);
        for (int at = SIZE; at < SIZE * PLACES; at += SIZE) {
            places.add(new Place(at));
        }
        return places;
    }

    boolean empty() {
        return places().stream().noneMatch(place -> bytes.getInt(place.at) != 0);
    }

    void delete() {
        delete(file);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.warn("{} cannot be deleted: {}", file.getFileName(), stays.getMessage());
        }
    }

    /** Where the name of one request stands. */
    final class Place {
        private final int at;

        private Place(int at) {
            this.at = at;
        }

        // The length comes last: without it nothing is there.
        void write(byte[] text) {
            bytes.put(at + HEAD, text);
            bytes.putInt(at + Integer.BYTES, checksum(text));
            bytes.putInt(at, text.length);
        }

        void clear() {
            bytes.putInt(at, 0);
        }

        /** Waits until it would survive a power cut. */
        void force() {
            bytes.force(at, SIZE);
        }
    }

    /** What another process left. */
    record Remains(Path file, String life, List<byte[]> texts) {
        void delete() {
            Sheet.delete(file);
        }
    }

    static Remains read(Path file) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        List<byte[]> texts = new ArrayList<>();
        String life = "";
        for (int at = 0; at + SIZE <= all.limit(); at += SIZE) {
            int length = all.getInt(at);
            if (length > 0 && length <= LONGEST) {
                byte[] text = new byte[length];
                all.get(at + HEAD, text);
                if (checksum(text) != all.getInt(at + Integer.BYTES)) {
                    LOG.warn("a request that was running cannot be read any more in {}", file.getFileName());
                } else if (at == 0) {
                    life = new String(text, StandardCharsets.UTF_8);
                } else {
                    texts.add(text);
                }
            }
        }
        return new Remains(file, life, texts);
    }

    private static int checksum(byte[] text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text);
        return (int) checksum.getValue();
    }
}
