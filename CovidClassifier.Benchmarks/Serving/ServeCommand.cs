using System.CommandLine;
using System.Globalization;

namespace CovidClassifier.Benchmarks.Serving;

/// <summary><c>serve [--seconds N] [--replacements N] [--broken N]</c>: the built web sample under load from this process.</summary>
internal sealed class ServeCommand : Command
{
    public const string Verb = "serve";

    private const int Capacity = 32;

    private readonly Option<int> _seconds = new("--seconds") { Description = "Of load.", DefaultValueFactory = _ => 60 };
    private readonly Option<int> _replacements = new("--replacements") { Description = "Of the model under load.", DefaultValueFactory = _ => 100 };
    private readonly Option<int> _broken = new("--broken") { Description = "Uploads.", DefaultValueFactory = _ => 1_000 };

    public ServeCommand()
        : base(Verb, $"Puts four times its capacity ({Capacity}) of requests on the built web sample, sends broken uploads, and replaces its model under load.")
    {
        Add(_seconds);
        Add(_replacements);
        Add(_broken);
        SetAction((parsed, _) => Run(TimeSpan.FromSeconds(parsed.GetValue(_seconds)), parsed.GetValue(_replacements), parsed.GetValue(_broken)));
    }

    private static async Task Run(TimeSpan time, int replacements, int broken)
    {
        string folder = Directory.CreateTempSubdirectory("covidclassifier-serve-").FullName;
        string zip = Path.Combine(folder, "served.zip");
        File.Copy(Project.File("models/covid-cnn.zip"), zip);
        try
        {
            int port = FreePort();
            using ChildProcess server = ChildProcess.Start("samples/CovidClassifier.Web", "covid-web", "--urls", Local(port), "--model", zip,
                "--Covid:Capacity", Capacity.ToString(CultureInfo.InvariantCulture), "--Covid:RequestsPerMinute", "0", "--Covid:ReloadInterval", "00:00:00.1",
                "--Logging:LogLevel:Default", "Error");
            using var load = new Load(new Uri(Local(port)));
            await load.WaitUntilReady();
            await load.Run(4 * Capacity, TimeSpan.FromSeconds(2), _ => true);

            double before = server.PrivateMegabytes();
            LoadResult all = await load.Run(4 * Capacity, time, _ => true);
            Console.WriteLine(FormattableString.Invariant(
                $"{4 * Capacity} clients, {time.TotalSeconds:0} s: {all}; private memory {before:0} MB before, {server.PrivateMegabytes():0} MB after"));

            LoadResult wrong = await load.SendBroken(broken);
            Console.WriteLine($"{broken} broken uploads: {wrong}; the server is {(server.HasExited ? "gone" : "alive")}");

            using var replacing = new CancellationTokenSource();
            Task<LoadResult> under = load.Run(Capacity / 2, TimeSpan.FromMinutes(10), _ => !replacing.IsCancellationRequested);
            int seen = await Replacements.Make(zip, folder, replacements, load);
            await replacing.CancelAsync();
            Console.WriteLine($"model replaced {seen} times under the load of {Capacity / 2} clients: {await under}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Local(int port) => FormattableString.Invariant($"http://127.0.0.1:{port}");

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
