using System.IO.Compression;
using System.Text;
using Tracker.Core.Panel;
using Tracker.Synthetic.Drawing;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Writing;

/// <summary>events/yyyy-MM.csv.</summary>
internal static class EventFile
{
    private const int SecondsPerDay = 86400;
    private const int EventDigits = 8;

    private static readonly byte[][] Kinds = [.. Enum.GetNames<EventKind>().Select(name => Encoding.UTF8.GetBytes(name.ToLowerInvariant()))];

    public static void Write(string path, Month month, MonthRows rows, bool gzip)
    {
        Stream stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        if (gzip)
            stream = new GZipStream(stream, CompressionLevel.Fastest);
        using var buffer = new RowBuffer(stream);
        buffer.Text("event_id,consumer_id,occurred_at,sector,kind,quantity,amount,merchant,brand,product\n"u8);
        var prefix = Encoding.UTF8.GetBytes($"e{month.Year:0000}{month.MonthOfYear:00}");
        var day = Encoding.UTF8.GetBytes($",{month}-");
        for (var i = 0; i < rows.Count; i++)
        {
            ref readonly var row = ref rows[i];
            buffer.Text(prefix);
            buffer.Number(i + 1, EventDigits);
            buffer.Text(",c"u8);
            buffer.Number(row.Consumer + 1, ConsumerFile.Digits);
            buffer.Text(day);
            Time(buffer, row.Second);
            Details(buffer, row);
        }
    }

    private static void Time(RowBuffer buffer, int second)
    {
        var (day, time) = Math.DivRem(second, SecondsPerDay);
        buffer.Two(day + 1);
        buffer.Byte('T');
        buffer.Two(time / 3600);
        buffer.Byte(':');
        buffer.Two(time / 60 % 60);
        buffer.Byte(':');
        buffer.Two(time % 60);
        buffer.Text("Z,"u8);
    }

    private static void Details(RowBuffer buffer, in EventRow row)
    {
        var catalogue = Catalogue.All[row.Sector];
        buffer.Text(catalogue.Name);
        buffer.Byte(',');
        buffer.Text(Kinds[(int)row.Kind]);
        buffer.Byte(',');
        if (row.Kind == EventKind.Visit)
        {
            buffer.Text(",,"u8);
            buffer.Text(catalogue.Merchant(row.Merchant));
            buffer.Text(",,\n"u8);
            return;
        }

        buffer.Number(row.Quantity);
        buffer.Byte(',');
        buffer.Money(row.Cents);
        buffer.Byte(',');
        buffer.Text(catalogue.Merchant(row.Merchant));
        buffer.Byte(',');
        buffer.Text(catalogue.BrandAndProduct(row.Product));
        buffer.Byte('\n');
    }
}
