package modelscan.base.rank;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** A list that begins at another place and goes round. */
final class Turned<T> extends AbstractList<T> implements RandomAccess {
    private final List<T> things;
    private final int first;

    Turned(List<T> things, int first) {
        this.things = things;
        this.first = Objects.checkIndex(first, things.size());
    }

    @Override
    public T get(int place) {
        int rest = things.size() - first;
        return things.get(Objects.checkIndex(place, things.size()) < rest ? first + place : place - rest);
    }

    @Override
    public int size() {
        return things.size();
    }
}
