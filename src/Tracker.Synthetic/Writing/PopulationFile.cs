using System.Globalization;
using System.Text;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Writing;

/// <summary>population.csv: how many people of the population have which values, month by month.</summary>
internal static class PopulationFile
{
    public static void Write(string path, PopulationTargets targets, PanelModel model)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine($"month,{string.Join(',', targets.Attributes)},population");
        var cells = TargetCells.Of(targets, model.Population);
        for (var month = 0; month < model.Options.Months; month++)
        {
            var people = cells.People((long)Math.Round(targets.People * Math.Pow(1 + targets.Growth, month)));
            for (var cell = 0; cell < people.Length; cell++)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.Options.First + month},{string.Join(',', cells.Values[cell])},{people[cell]}"));
        }
    }
}
