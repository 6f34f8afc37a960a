package modelscan.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import modelscan.api.gateway.store.Journal.Entry;
import modelscan.api.gateway.store.Journal.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.store.journal.OpenJournal.Sizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTroubleTest {
    private static final int ENTRIES = 60;

    @TempDir
    Path folder;

    private static String reason(Runnable refused) {
        FailureException why = assertThrows(FailureException.class, refused::run);
        assertEquals(ErrorCode.UNAVAILABLE, why.failure().code());
        return why.failure().reason().orElse("");
    }

    /** Appends until it is refused; how many were told to be kept. */
    private static int appendUntilRefused(Held held) {
        for (int i = 0; i < ENTRIES; i++) {
            try {
                assertEquals(i, held.append(i));
            } catch (FailureException refused) {
                assertEquals("storage_failed", refused.failure().reason().orElse(""));
                return i;
            }
        }
        return ENTRIES;
    }

    @Test
    void losesNothingWhicheverCallOfTheDiskFails() {
        int call = 0;
        boolean failed = true;
        while (failed) {
            Path place = folder.resolve("call-" + call);
            FaultyDisk disk = new FaultyDisk(call, "Input/output error");
            int told;
            try (Held held = Held.in(disk, place)) {
                told = appendUntilRefused(held);
                failed = disk.failed();
                if (failed && told < ENTRIES) {
                    assertEquals("storage_failed", reason(() -> held.append(0)), "it stays stopped");
                    assertFalse(held.journal().healthy());
                }
            }
            failed |= disk.failed();
            List<Entry> left = entries(place);
            assertTrue(left.size() >= told, "call " + call + ": " + told + " were told, " + left.size() + " are there");
            for (int i = 0; i < left.size(); i++) {
                assertEquals(new String(Held.data(i)), new String(left.get(i).data()));
            }
            call++;
        }
        assertTrue(call > 3 * ENTRIES, "only " + call + " calls");
    }

    private static List<Entry> entries(Path place) {
        try (Held again = Held.in(place)) {
            List<Entry> left = again.from(0);
            assertEquals(left.size(), again.append(left.size()), "it goes on when the disk is sound");
            return left;
        }
    }

    @Test
    void failsEverybodyWhoWaitsWhenTheDiskDies() {
        FaultyDisk disk = new FaultyDisk(40, "Input/output error");
        try (Held held = Held.in(disk, folder)) {
            List<Receipt> receipts = new ArrayList<>();
            String refused = "";
            while (!refused.equals("storage_failed")) {
                try {
                    receipts.add(held.journal().append("ledger", Held.data(receipts.size())));
                } catch (FailureException stopped) {
                    refused = stopped.failure().reason().orElse("");
                }
            }
            long kept = receipts.stream().filter(DiskTroubleTest::kept).count();
            assertTrue(kept > 0);
            assertTrue(receipts.subList((int) kept, receipts.size()).stream().noneMatch(DiskTroubleTest::kept), "the first ones are kept");
            assertEquals(kept, held.from(0).size(), "what lies on disk is still read");
        }
    }

    private static boolean kept(Receipt receipt) {
        try {
            receipt.await();
            return true;
        } catch (FailureException lost) {
            return false;
        }
    }

    @Test
    void saysThatTheDiskIsFull() {
        FaultyDisk disk = new FaultyDisk(30, "No space left on device");
        try (Held held = Held.in(disk, folder)) {
            assertEquals("storage_full", reason(() -> {
                for (int i = 0; i < ENTRIES; i++) {
                    held.append(i);
                }
            }));
            assertFalse(held.journal().healthy());
        }
    }

    @Test
    void keepsTheReserveForWhatHasBegunAndGoesOnWhenThereIsRoomAgain() {
        FaultyDisk disk = FaultyDisk.sound();
        try (Held held = new Held(new FileJournal(disk, folder, new Sizes(4096, 1000)))) {
            held.append(0);
            disk.free(999);
            held.append(1);
            while (held.journal().healthy()) {
                Thread.onSpinWait();
            }
            held.append(2);
            disk.free(249);
            assertEquals("storage_full", reason(() -> {
                held.append(3);
                held.append(4);
                held.append(5);
            }));
            assertFalse(held.journal().healthy());
            disk.free(1000);
            while (!held.journal().healthy()) {
                Thread.onSpinWait();
            }
            long position = held.append(4);
            assertEquals(position + 1, held.from(0).size());
        }
    }

    @Test
    void holdsOnlySoManyWhoWait() throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        try (Held held = Held.in(new HangingDisk(free), folder)) {
            String refused = "";
            List<Receipt> receipts = new ArrayList<>();
            while (refused.isEmpty()) {
                try {
                    receipts.add(held.journal().append("ledger", new byte[10]));
                } catch (FailureException busy) {
                    refused = busy.failure().reason().orElse("");
                }
            }
            assertEquals("storage_busy", refused);
            free.countDown();
            receipts.forEach(Receipt::await);
            assertTrue(held.journal().healthy());
            assertEquals(receipts.size(), held.from(0).size());
        }
    }

    /** Lets the journal begin, and then nothing be written until it is freed. */
    private record HangingDisk(CountDownLatch free, Disk disk) implements Disk {
        HangingDisk(CountDownLatch free) {
            this(free, new LocalDisk());
        }

        @Override
        public void folder(Path folder) throws IOException {
            disk.folder(folder);
        }

        @Override
        public Sheet open(Path file) throws IOException {
            return disk.open(file);
        }

        @Override
        public void remove(Path file) throws IOException {
            disk.remove(file);
        }

        @Override
        public void settle(Path folder) throws IOException {
            disk.settle(folder);
        }

        @Override
        public long free(Path folder) throws IOException {
            try {
                if (Thread.currentThread().getName().equals("modelscan journal")) {
                    free.await();
                }
                return disk.free(folder);
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
        }
    }
}
