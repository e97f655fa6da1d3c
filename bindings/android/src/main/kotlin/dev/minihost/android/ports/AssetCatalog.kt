package dev.minihost.android.ports

import android.content.res.AssetManager
import dev.minihost.Bytes
import dev.minihost.Catalog
import dev.minihost.Dialect
import dev.minihost.OfferedProgram
import java.io.ByteArrayOutputStream
import java.io.FileNotFoundException
import java.util.zip.CRC32
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import org.json.JSONObject

/**
 * Programs that come with the app: a folder of its assets with a `catalog.json` (`docs/hosts.md` describes it) and a folder for each
 * program, or an archive of that name with `.zip`.
 */
public class AssetCatalog(private val assets: AssetManager, private val folder: String) : Catalog {
    private class Row(val offered: OfferedProgram, val folder: String)

    private val rows: List<Row> by lazy {
        val text = read("$folder/catalog.json").toString(Charsets.UTF_8)
        val programs = JSONObject(text).getJSONArray("programs")
        List(programs.length()) { row(programs.getJSONObject(it)) }
    }

    private fun row(json: JSONObject): Row {
        fun words(key: String, language: String) = json.optJSONObject(key)?.optString(language).orEmpty()
        val icon = json.optString("icon").takeIf { it.isNotEmpty() }?.let { Bytes(read("$folder/$it")) }
        val offered =
            OfferedProgram(
                id = json.getString("id"),
                version = json.getString("version"),
                name = words("name", "en"),
                nameZh = words("name", "zh"),
                dialect = Dialect.valueOf(json.getString("dialect").uppercase()),
                description = words("description", "en"),
                descriptionZh = words("description", "zh"),
                publisher = words("publisher", "en"),
                icon = icon,
            )
        return Row(offered, json.optString("folder", offered.id))
    }

    override fun entries(): List<OfferedProgram> = rows.map { it.offered }

    override fun fetch(program: String): ByteArray {
        val row = rows.first { it.offered.id == program }
        return try {
            read("$folder/${row.folder}.zip")
        } catch (absent: FileNotFoundException) {
            pack("$folder/${row.folder}")
        }
    }

    private fun read(path: String): ByteArray = assets.open(path).use { it.readBytes() }

    /** A folder as an archive: files uncompressed in their order, with nothing of when or by whom. */
    private fun pack(root: String): ByteArray {
        val out = ByteArrayOutputStream()
        ZipOutputStream(out).use { zip ->
            for (path in files(root, "")) {
                val bytes = read("$root/$path")
                val entry = ZipEntry(path)
                entry.method = ZipEntry.STORED
                entry.size = bytes.size.toLong()
                entry.crc = CRC32().apply { update(bytes) }.value
                entry.time = DOS_EPOCH
                zip.putNextEntry(entry)
                zip.write(bytes)
                zip.closeEntry()
            }
        }
        return out.toByteArray()
    }

    private fun files(root: String, below: String): List<String> {
        val names = assets.list(if (below.isEmpty()) root else "$root/$below").orEmpty().sorted()
        return names.flatMap { name ->
            val path = if (below.isEmpty()) name else "$below/$name"
            // The platform tells a folder by what is in it; an empty one is none.
            if (assets.list("$root/$path").isNullOrEmpty()) listOf(path) else files(root, path)
        }
    }

    private companion object {
        /** The earliest time that an archive can name: 1980. */
        const val DOS_EPOCH = 315_532_800_000L
    }
}
