package lv.helpline.duty;

import java.util.List;

/// Everything that decides who is on duty, as it was read from the books at one moment. Plain data: it can be kept on
/// disk and read again.
public record RosterData(
        List<Line> lines,
        List<Consultant> consultants,
        List<WeeklyDuty> weeklyDuties,
        List<Cover> covers,
        List<Absence> absences,
        List<Pause> pauses,
        List<Closure> closures,
        List<SpecialOpening> specialOpenings) {

    public RosterData {
        lines = List.copyOf(lines);
        consultants = List.copyOf(consultants);
        weeklyDuties = List.copyOf(weeklyDuties);
        covers = List.copyOf(covers);
        absences = List.copyOf(absences);
        pauses = List.copyOf(pauses);
        closures = List.copyOf(closures);
        specialOpenings = List.copyOf(specialOpenings);
    }
}
