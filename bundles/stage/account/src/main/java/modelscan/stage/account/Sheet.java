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

/**
 * A mapped file with places of one size, the first of which says whose it is.
 *
 * <p>A place has two halves, the name of a request and what is set aside for it, each: length 4 | CRC32C 4 | text. Writing one
 * does not touch the other, and whatever part of it was written when the process ended, it is read whole or not at all.
 */
final class Sheet {
    private static final Logger LOG = LoggerFactory.getLogger(Sheet.class);
    private static final int SIZE = 1024;
    private static final int PLACES = 2048;
    private static final int HALF = SIZE / 2;
    private static final int HEAD = 8;
    /** The longest text of a half. */
    static final int LONGEST = HALF - HEAD;

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
            sheet.new Place(0).name(life.getBytes(StandardCharsets.UTF_8));
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

    /** Where one request stands. */
    final class Place {
        private final int at;

        private Place(int at) {
            this.at = at;
        }

        /** Says whose it is. */
        void name(byte[] text) {
            write(at, text);
        }

        /** Says what is set aside, in place of what was said before. */
        void setAside(byte[] text) {
            write(at + HALF, text);
        }

        // The length comes last: without it nothing is there.
        private void write(int half, byte[] text) {
            bytes.put(half + HEAD, text);
            bytes.putInt(half + Integer.BYTES, checksum(text));
            bytes.putInt(half, text.length);
        }

        /** Gives it back; what was set aside must not be found under another name. */
        void clear() {
            bytes.putInt(at, 0);
            bytes.putInt(at + HALF, 0);
        }

        /** Waits until it would survive a power cut. */
        void force() {
            bytes.force(at, SIZE);
        }
    }

    /** What another process left. */
    record Remains(Path file, String life, List<Left> all) {
        void delete() {
            Sheet.delete(file);
        }
    }

    /** The name of a request, and what was set aside for it, which may be nothing. */
    record Left(byte[] name, byte[] setAside) {
    }

    static Remains read(Path file) throws IOException {
        return read(file, ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    static Remains read(Path file, ByteBuffer sheet) {
        List<Left> all = new ArrayList<>();
        String life = "";
        for (int at = 0; at + SIZE <= sheet.limit(); at += SIZE) {
            byte[] name = text(sheet, at, file);
            if (at == 0) {
                life = new String(name, StandardCharsets.UTF_8);
            } else if (name.length > 0) {
                all.add(new Left(name, text(sheet, at + HALF, file)));
            }
        }
        return new Remains(file, life, all);
    }

    /** The text of a half; empty if none was written to its end. */
    private static byte[] text(ByteBuffer sheet, int half, Path file) {
        int length = sheet.getInt(half);
        byte[] text = new byte[length > 0 && length <= LONGEST ? length : 0];
        sheet.get(half + HEAD, text);
        if (length != 0 && (text.length == 0 || checksum(text) != sheet.getInt(half + Integer.BYTES))) {
            LOG.warn("what stands at {} of {} was not written to its end", half, file.getFileName());
            return new byte[0];
        }
        return text;
    }

    private static int checksum(byte[] text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text);
        return (int) checksum.getValue();
    }
}
