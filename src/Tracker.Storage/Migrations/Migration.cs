using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Storage.Migrations;

/// <summary>One numbered step of the schema.</summary>
/// <param name="Number">Its place in the order.</param>
/// <param name="Title">What it is about, as in its file's name.</param>
/// <param name="Sql">Statements that run in one transaction.</param>
public sealed partial record Migration(int Number, string Title, string Sql)
{
    /// <summary>The migrations of this program, in order: the files <c>NNNN_title.sql</c> beside this one.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } = ReadEmbedded();

    /// <summary>SHA-256 of the statements. Line endings do not count, because a checkout may change them.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n").Trim('\uFEFF', '\n'))));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number:0000}_{Title}");

    private static List<Migration> ReadEmbedded()
    {
        var assembly = typeof(Migration).Assembly;
        return
        [
            .. from name in assembly.GetManifestResourceNames()
               let file = FileName().Match(name)
               where file.Success
               let number = int.Parse(file.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
               orderby number
               select new Migration(number, file.Groups["title"].Value, Read(name)),
        ];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }

    [GeneratedRegex(@"\.(?<number>\d{4})_(?<title>\w+)\.sql$")]
    private static partial Regex FileName();
}
