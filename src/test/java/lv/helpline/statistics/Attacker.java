package lv.helpline.statistics;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/// Who would work out what a table hides: writes down all that is known of it as linear equations and inequalities,
/// that of several tables together, and asks a solver between which bounds a count can be.
///
/// What is known: totals are sums; what is shown is rounded to 5, and was 10 or more; no count is negative. Since the
/// bounds are whole numbers, so is the extreme of each count: the matrix of a table with totals is totally unimodular.
final class Attacker {

    private final int rows;
    private final int columns;
    private final List<LinearConstraint> known = new ArrayList<>();

    /// @param rows    the totals' row included
    /// @param columns the totals' column included
    Attacker(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        for (var row = 0; row < rows; row++) {
            var sum = new double[rows * columns];
            for (var column = 0; column < columns; column++) {
                sum[at(row, column)] = column == columns - 1 ? -1 : 1;
            }
            known.add(new LinearConstraint(sum, Relationship.EQ, 0));
        }
        for (var column = 0; column < columns; column++) {
            var sum = new double[rows * columns];
            for (var row = 0; row < rows; row++) {
                sum[at(row, column)] = row == rows - 1 ? -1 : 1;
            }
            known.add(new LinearConstraint(sum, Relationship.EQ, 0));
        }
    }

    /// Learns what a publication shows, -1 for what it hides.
    Attacker reads(int[][] shown) {
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                if (shown[row][column] >= 0) {
                    var one = new double[rows * columns];
                    one[at(row, column)] = 1;
                    known.add(new LinearConstraint(one, Relationship.GEQ, Math.max(10, shown[row][column] - 2)));
                    known.add(new LinearConstraint(one, Relationship.LEQ, shown[row][column] + 2));
                }
            }
        }
        return this;
    }

    long least(int row, int column) {
        return extreme(row, column, GoalType.MINIMIZE);
    }

    /// @return no more than 9: what is above is of no interest
    long most(int row, int column) {
        return extreme(row, column, GoalType.MAXIMIZE);
    }

    private long extreme(int row, int column, GoalType goal) {
        var one = new double[rows * columns];
        one[at(row, column)] = 1;
        var all = new ArrayList<>(known);
        all.add(new LinearConstraint(one, Relationship.LEQ, 9));
        return Math.round(new SimplexSolver()
                .optimize(
                        new LinearObjectiveFunction(one, 0),
                        new LinearConstraintSet(all),
                        goal,
                        new NonNegativeConstraint(true),
                        new MaxIter(10_000))
                .getValue());
    }

    private int at(int row, int column) {
        return row * columns + column;
    }
}
