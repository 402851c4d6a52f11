using System.Text;
using Tracker.Synthetic.Consumers;

namespace Tracker.Synthetic.Writing;

/// <summary>consumers.csv.</summary>
internal static class ConsumerFile
{
    /// <summary>Of the number in a consumer's id.</summary>
    public const int Digits = 7;

    public static void Write(string path, Population population)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine("consumer_id," + string.Join(',', population.Attributes.Select(attribute => attribute.Name)));
        for (var consumer = 0; consumer < population.Count; consumer++)
        {
            writer.Write($"c{consumer + 1:D7}");
            for (var a = 0; a < population.Attributes.Count; a++)
            {
                writer.Write(',');
                var level = population.Reported(consumer, a);
                writer.Write(level == Population.Unknown ? "" : population.Attributes[a].Levels[level]);
            }

            writer.WriteLine();
        }
    }
}
