package lv.helpline.statistics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Decides what of a table with its totals may be shown.
///
/// A count under [#FEWEST] is hidden, any other rounded to [#STEP]. Then further counts are hidden until whoever has
/// the table, and knows these rules, cannot tell any of the numbers 0 to 9 from the one that a small count is: each of
/// them fits with all that is shown.
///
/// How far a count could be from the truth is a flow. The table's rows and columns, those of the totals too, are
/// nodes; each count is an edge, from its row to its column if both or neither are totals, else the other way. That
/// every total is its sum then says that as much flows into a node as out of it, and the edge's bounds are what is
/// shown. A count may grow by as much as can flow back from its end to its beginning, around it, and shrink by as much
/// as can flow the other way.
final class Suppression {

    static final int FEWEST = 10;
    static final int STEP = 5;

    /// More than any quarter has calls.
    private static final int UNBOUNDED = 1_000_000;

    private final int[][] counts;
    private final boolean[][] hidden;
    private final int rows;
    private final int columns;

    private Suppression(int[][] counts) {
        this.counts = counts;
        rows = counts.length;
        columns = counts[0].length;
        hidden = new boolean[rows][columns];
        for (var cell : cells()) {
            hidden[cell.row()][cell.column()] = isSmall(cell);
        }
    }

    private record Cell(int row, int column) {}

    /// @param counts with the totals as the last row and the last column
    /// @return which of them have to be hidden
    static boolean[][] hide(int[][] counts) {
        var suppression = new Suppression(counts);
        suppression.hideUntilSafe();
        return suppression.hidden;
    }

    /// A count as it may be shown.
    static int rounded(int count) {
        return (count + STEP / 2) / STEP * STEP;
    }

    private void hideUntilSafe() {
        while (exposure() > 0) {
            var next = cells().stream()
                    .filter(cell -> !isHidden(cell))
                    .min(Comparator.comparingInt(this::exposureWithout)
                            .thenComparing(this::isTotal)
                            .thenComparingInt(this::count));
            next.ifPresentOrElse(cell -> hidden[cell.row()][cell.column()] = true, () -> {
                throw new IllegalStateException("a table without any number gives none away");
            });
        }
    }

    private int exposureWithout(Cell cell) {
        hidden[cell.row()][cell.column()] = true;
        var exposure = exposure();
        hidden[cell.row()][cell.column()] = false;
        return exposure;
    }

    /// How many of the numbers 0 to 9 can be told from a small count, all of these taken together.
    private int exposure() {
        return cells().stream().filter(this::isSmall).mapToInt(this::exposure).sum();
    }

    private int exposure(Cell cell) {
        var up = FEWEST - 1 - count(cell);
        var down = count(cell);
        return up - flow(end(cell), beginning(cell), up, cell) + down - flow(beginning(cell), end(cell), down, cell);
    }

    /// How much can flow, by other ways than the cell's own, without anything that is shown being changed.
    private int flow(int from, int to, int wanted, Cell around) {
        var room = rooms(around);
        var flow = 0;
        while (flow < wanted) {
            var path = path(room, from, to);
            if (path.isEmpty()) {
                break;
            }
            var narrowest = wanted - flow;
            for (var step = 1; step < path.size(); step++) {
                narrowest = Math.min(narrowest, room[path.get(step - 1)][path.get(step)]);
            }
            for (var step = 1; step < path.size(); step++) {
                room[path.get(step - 1)][path.get(step)] -= narrowest;
                room[path.get(step)][path.get(step - 1)] += narrowest;
            }
            flow += narrowest;
        }
        return flow;
    }

    /// By how much what flows from one node to another may grow: what the edge's count may grow by, or what that of the
    /// edge the other way may shrink by.
    private int[][] rooms(Cell around) {
        var room = new int[rows + columns][rows + columns];
        for (var cell : cells()) {
            if (!cell.equals(around)) {
                room[beginning(cell)][end(cell)] = most(cell) - count(cell);
                room[end(cell)][beginning(cell)] = count(cell) - least(cell);
            }
        }
        return room;
    }

    private static List<Integer> path(int[][] room, int from, int to) {
        var before = new int[room.length];
        Arrays.fill(before, -1);
        before[from] = from;
        var open = new ArrayDeque<Integer>(List.of(from));
        while (!open.isEmpty() && before[to] < 0) {
            var node = open.remove();
            for (var next = 0; next < room.length; next++) {
                if (before[next] < 0 && room[node][next] > 0) {
                    before[next] = node;
                    open.add(next);
                }
            }
        }
        if (before[to] < 0) {
            return List.of();
        }
        var path = new ArrayDeque<Integer>();
        for (var node = to; node != from; node = before[node]) {
            path.addFirst(node);
        }
        path.addFirst(from);
        return List.copyOf(path);
    }

    private int most(Cell cell) {
        return isHidden(cell) ? UNBOUNDED : rounded(count(cell)) + STEP / 2;
    }

    private int least(Cell cell) {
        return isHidden(cell) ? 0 : Math.max(FEWEST, rounded(count(cell)) - STEP / 2);
    }

    private int beginning(Cell cell) {
        return isTotalOfOneKind(cell) ? rows + cell.column() : cell.row();
    }

    private int end(Cell cell) {
        return isTotalOfOneKind(cell) ? cell.row() : rows + cell.column();
    }

    /// Of a row or of a column, but not of all.
    private boolean isTotalOfOneKind(Cell cell) {
        return (cell.row() == rows - 1) != (cell.column() == columns - 1);
    }

    private boolean isTotal(Cell cell) {
        return cell.row() == rows - 1 || cell.column() == columns - 1;
    }

    private boolean isSmall(Cell cell) {
        return count(cell) < FEWEST;
    }

    private boolean isHidden(Cell cell) {
        return hidden[cell.row()][cell.column()];
    }

    private int count(Cell cell) {
        return counts[cell.row()][cell.column()];
    }

    private List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                cells.add(new Cell(row, column));
            }
        }
        return cells;
    }
}
