using System.Net;
using System.Text;
using System.Text.Json;
using CovidClassifier.AspNetCore;
using CovidClassifier.AspNetCore.DicomWeb;
using CovidClassifier.Tests.DicomResults;
using CovidClassifier.Tests.Explanation;
using Microsoft.AspNetCore.WebUtilities;

namespace CovidClassifier.Tests.AspNetCore;

public sealed class DicomWebTests
{
    [Test]
    public async Task Store_AnXRay_GivesBackReportAndHeatMapOfItsStudy()
    {
        await using ModelServer server = await ModelServer.Start();
        HttpResponseMessage stored = await Store(server, "studies", SomeStudy.XRay().Encode());
        Assert.That(stored.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(stored.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/dicom+json"));
        using JsonDocument answer = JsonDocument.Parse(await stored.Content.ReadAsStringAsync());
        string address = answer.RootElement.GetProperty("00081190").GetProperty("Value")[0].GetString()!;
        Assert.That(address, Does.EndWith($"/dicomweb/studies/{SomeStudy.Study}"));
        JsonElement reference = answer.RootElement.GetProperty("00081199").GetProperty("Value")[0];
        Assert.That(reference.GetProperty("00081155").GetProperty("Value")[0].GetString(), Is.EqualTo(SomeStudy.Instance));

        IReadOnlyList<DicomTree> objects = await Retrieve(server, new Uri(address));
        Assert.That(objects.Select(o => o.Text(0x0008_0016)), Is.EquivalentTo(
            new[] { "1.2.840.10008.5.1.4.1.1.88.34", "1.2.840.10008.5.1.4.1.1.7" }));
        Assert.That(objects.Select(o => o.Text(0x0010_0010)), Is.All.EqualTo("Muster^Max"));

        using JsonDocument listed = JsonDocument.Parse(await server.Client.GetStringAsync($"dicomweb/studies/{SomeStudy.Study}/instances"));
        JsonElement first = listed.RootElement[0];
        string Of(string tag) => first.GetProperty(tag).GetProperty("Value")[0].GetString()!;
        IReadOnlyList<DicomTree> one = await Retrieve(
            server, new Uri($"{address}/series/{Of("0020000E")}/instances/{Of("00080018")}"));
        Assert.That(one.Single().Text(0x0008_0018), Is.EqualTo(Of("00080018")));
    }

    [Test]
    public async Task Store_WhatCannotBeRead_IsToldPieceByPiece()
    {
        await using ModelServer server = await ModelServer.Start();
        HttpResponseMessage mixed = await Store(server, "studies", SomeStudy.XRay().Encode(), Some.Png(64, 1, 0));
        Assert.That(mixed.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        using JsonDocument answer = JsonDocument.Parse(await mixed.Content.ReadAsStringAsync());
        JsonElement failure = answer.RootElement.GetProperty("00081198").GetProperty("Value")[0];
        Assert.That(failure.GetProperty("00081197").GetProperty("Value")[0].GetInt32(), Is.EqualTo(0xC000));
        Assert.That((await Store(server, "studies", Some.Png(64, 1, 0))).StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Store_UnderAnotherStudy_IsRefused()
    {
        await using ModelServer server = await ModelServer.Start();
        HttpResponseMessage stored = await Store(server, "studies/1.2.3", SomeStudy.XRay().Encode());
        Assert.That(stored.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await stored.Content.ReadAsStringAsync(), Does.Contain($"{0xA900}").And.Contain(SomeStudy.Instance));
        Assert.That((await server.Client.GetAsync($"dicomweb/studies/{SomeStudy.Study}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Store_ARequestThatIsNone_IsTheClientsFault()
    {
        await using ModelServer server = await ModelServer.Start(o => o.MaxImagesPerRequest = 2);
        using var body = new ByteArrayContent([1, 2, 3]);
        Assert.That((await server.Client.PostAsync("dicomweb/studies", body)).StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        using var unbounded = new ByteArrayContent([1, 2, 3]);
        unbounded.Headers.TryAddWithoutValidation("Content-Type", "multipart/related");
        Assert.That((await server.Client.PostAsync("dicomweb/studies", unbounded)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var cut = new StringContent("--x\r\nContent-Type: application/dicom\r\n\r\nabc");
        cut.Headers.Remove("Content-Type");
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/related; boundary=x");
        Assert.That((await server.Client.PostAsync("dicomweb/studies", cut)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        byte[] xray = SomeStudy.XRay().Encode();
        Assert.That((await Store(server, "studies", xray, xray, xray)).StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task Retrieve_AsSomethingElse_IsNotAcceptable()
    {
        await using ModelServer server = await ModelServer.Start();
        await Store(server, "studies", SomeStudy.XRay().Encode());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"dicomweb/studies/{SomeStudy.Study}");
        request.Headers.TryAddWithoutValidation("Accept", "image/jpeg");
        Assert.That((await server.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.NotAcceptable));
    }

    [Test]
    public void Kept_MoreThanAllowed_ForgetsTheOldest()
    {
        using CovidModel model = SpotNetwork.Model();
        DicomResult Result(string study) => model.CreateDicomResult(
            SomeStudy.Image(SomeStudy.XRay().With(0x0020_000D, "UI", study)), new DicomResultOptions { HeatMap = false });
        DicomResult first = Result("1.2"), second = Result("1.22");
        var kept = new KeptResults(new DicomWebOptions { MaxKeptBytes = first.StructuredReport.Bytes.Length + 10 }, TimeProvider.System);
        kept.Add(first);
        Assert.That(kept.Of("1.2"), Has.Count.EqualTo(1));
        kept.Add(second);
        Assert.That((kept.Of("1.2").Count, kept.Of("1.22").Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Kept_LongerThanAllowed_IsForgotten()
    {
        using CovidModel model = SpotNetwork.Model();
        var clock = new Clock();
        var kept = new KeptResults(new DicomWebOptions { KeptFor = TimeSpan.FromMinutes(5) }, clock);
        kept.Add(model.CreateDicomResult(SomeStudy.Image()));
        clock.Minutes = 4;
        Assert.That(kept.Of(SomeStudy.Study), Has.Count.EqualTo(2));
        clock.Minutes = 6;
        Assert.That(kept.Of(SomeStudy.Study), Is.Empty);
    }

    private static async Task<HttpResponseMessage> Store(ModelServer server, string path, params byte[][] files)
    {
        // as Orthanc's: longer than RFC 2046 allows
        const string boundary = "2edfa8d6-6391-4978-8d4a-32f9efb2fc45-2edfa8d6-6391-4978-8d4a-32f9efb2fc45";
        using var body = new MemoryStream();
        foreach (byte[] file in files)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Type: application/dicom\r\n\r\n"));
            body.Write(file);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        using var content = new ByteArrayContent(body.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/related; type=\"application/dicom\"; boundary={boundary}");
        return await server.Client.PostAsync($"dicomweb/{path}", content);
    }

    private static async Task<IReadOnlyList<DicomTree>> Retrieve(ModelServer server, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", "multipart/related; type=\"application/dicom\"");
        HttpResponseMessage answer = await server.Client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        string boundary = answer.Content.Headers.ContentType!.Parameters.Single(p => p.Name == "boundary").Value!;
        var reader = new MultipartReader(boundary, await answer.Content.ReadAsStreamAsync());
        var objects = new List<DicomTree>();
        while (await reader.ReadNextSectionAsync() is { } part)
        {
            using var bytes = new MemoryStream();
            await part.Body.CopyToAsync(bytes);
            objects.Add(DicomTree.OfFile(bytes.ToArray()));
        }

        return objects;
    }

    private sealed class Clock : TimeProvider
    {
        public int Minutes { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => 60 * Minutes;
    }
}
