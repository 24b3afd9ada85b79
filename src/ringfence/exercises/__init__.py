"""Made-up worlds of reports to practise on. A scenario file and a seed go in, an ExerciseWorld comes out."""

from ringfence.exercises.load_scenario import load_scenario, scenario_names
from ringfence.exercises.scenario import Officer, Scenario, ScenarioStatement, Timetable, Wave, WaveRole
from ringfence.exercises.world import ExerciseReport, ExerciseWorld, build_world

__all__ = [
    "ExerciseReport",
    "ExerciseWorld",
    "Officer",
    "Scenario",
    "ScenarioStatement",
    "Timetable",
    "Wave",
    "WaveRole",
    "build_world",
    "load_scenario",
    "scenario_names",
]
